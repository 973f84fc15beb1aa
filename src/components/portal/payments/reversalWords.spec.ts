import { type ReversalView } from '../types';
import { reversalWords } from './reversalWords';

const told = (facts: Partial<ReversalView>) => {
  const at = '2026-11-22T03:00:00.000Z';
  const { title, text } = reversalWords(
    { id: 'r', kind: 'refund', amount: 112_500, state: 'active', credits: 1, at, endedAt: null, ...facts },
    { currency: 'usd' },
    'America/New_York',
  );
  return `${title}. ${text}`;
};

describe('what became of a payment’s money', () => {
  it('names a refund with its day in the client’s zone and what was taken for it', () => {
    expect(told({})).toBe(
      '$1,125 refunded on 21 Nov 2026. Banks take 5 to 10 days to show it. 1 credit was taken back with it.',
    );
    expect(told({ credits: 0 })).toContain('No credits were taken back');
    expect(told({ credits: 2, at: null })).toBe(
      '$1,125 refunded. Banks take 5 to 10 days to show it. 2 credits were taken back with it.',
    );
  });
  it('tells a refund that failed', () => {
    expect(told({ state: 'failed', credits: 0 })).toMatch(
      /^A refund of \$1,125 did not go through\..*yours again/,
    );
  });
  it('explains a dispute from its opening to its end', () => {
    const dispute = {
      kind: 'dispute',
      amount: 450_000,
      credits: 3,
      endedAt: '2026-12-10T15:00:00.000Z',
    } as const;
    expect(told({ ...dispute, state: 'open', endedAt: null })).toMatch(
      new RegExp(
        '^Your bank is looking into this payment\\. .*3 credits not used yet are set aside until then\\. ' +
          'You need not do anything',
      ),
    );
    expect(told({ ...dispute, state: 'lost' })).toMatch(
      /^\$4,500 went back to you on 10 Dec 2026\. .*3 credits were still unused and taken back\.$/,
    );
    expect(told({ ...dispute, state: 'won', credits: 0 })).toMatch(
      /^The payment stands\. Your bank questioned .* on 21 Nov 2026\. .*yours again\.$/,
    );
  });
});
