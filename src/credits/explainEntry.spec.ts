import { type EntryFacts, explainEntry } from './explainEntry';
import { ENTRY_KINDS } from './wallet';

const NEW_YORK = 'America/New_York';
const told = (facts: Partial<EntryFacts>): string => {
  const { what, why } = explainEntry(
    {
      ...{
        kind: 'grant',
        from: 'held',
        to: 'available',
        quantity: 1,
        reason: null,
        packageName: 'Discovery',
        source: 'purchase',
      },
      ...{ session: null, payment: null, reversal: null, oldExpiresAt: null, newExpiresAt: null },
      ...facts,
    },
    NEW_YORK,
  );
  return `${what}: ${why}`;
};
const session = { consultant: 'Amelia Hart', startsAt: '2026-11-24T15:00:00.000Z' };
const payment = { amount: 450_000, currency: 'usd', invoiceNumber: 'IS-2026-000012' };

describe('a movement of credits in the client’s words', () => {
  it('says where credits came from', () => {
    expect(told({ payment })).toBe('Bought: Discovery for $4,500, invoice IS-2026-000012.');
    expect(told({ source: 'trial' })).toBe('Free trial: Our welcome when you confirmed your address.');
    expect(told({ source: 'manual', reason: 'service_failure' })).toBe(
      'Given by our team: Because something went wrong on our side.',
    );
  });

  it('names the session credits are set aside for, with consultant and time in the client’s zone', () => {
    expect(told({ kind: 'hold', session })).toBe(
      'Set aside: For the session with Amelia Hart on 24 Nov 2026, 10:00 AM.',
    );
  });

  it('says how the session ended when its credits come back or are used', () => {
    expect(told({ kind: 'release', reason: 'client-cancelled-in-time', session })).toBe(
      'Returned: You cancelled the session with Amelia Hart on 24 Nov 2026, 10:00 AM in time.',
    );
    expect(told({ kind: 'consume', reason: 'completed', session })).toMatch(
      /^Used: You had the session with Amelia Hart/,
    );
    expect(told({ kind: 'consume', reason: 'client-no-show', session })).toMatch(
      /^Used: You did not come to the session/,
    );
  });

  it('says when our team corrected how a session ended', () => {
    expect(told({ kind: 'release', from: 'consumed', reason: 'consultant-no-show', session })).toMatch(
      /^Returned: Your consultant did not come .* Our team corrected what had been noted before\.$/,
    );
    expect(told({ kind: 'consume', from: 'available', reason: 'completed', session })).toMatch(
      /^Used: You had .* Our team corrected/,
    );
  });

  it('explains a return that comes too late for its lot', () => {
    expect(
      told({
        kind: 'release',
        to: 'expired',
        reason: 'client-cancelled-in-time',
        session,
        oldExpiresAt: '2026-11-23T12:00:00Z',
      }),
    ).toMatch(/^Expired: You cancelled .* in time\. By then these credits had expired on 23 Nov 2026\.$/);
    expect(told({ kind: 'release', to: 'voided', reason: 'staff-cancelled', session })).toMatch(
      /^Withdrawn: Our team cancelled .* withdrawn meanwhile\.$/,
    );
  });

  it('tells expiry and extension by date', () => {
    const dates = { oldExpiresAt: '2026-12-01T04:30:00Z', newExpiresAt: '2026-12-31T12:00:00Z' };
    expect(told({ kind: 'expire', oldExpiresAt: dates.oldExpiresAt })).toBe(
      'Expired: Not used before it expired on 30 Nov 2026.',
    );
    expect(told({ kind: 'extend', reason: 'goodwill', ...dates })).toBe(
      'Expiry extended: Good until 31 Dec 2026 instead of 30 Nov 2026, as a gesture of goodwill.',
    );
    expect(told({ kind: 'extend', reason: 'consultant-no-show', session, ...dates })).toMatch(
      /instead of 30 Nov 2026\. Your consultant did not come to the session/,
    );
  });

  it('says why our team withdrew credits, also when all were set aside', () => {
    expect(told({ kind: 'void', reason: 'correction' })).toBe(
      'Withdrawn: By our team, to correct a mistake.',
    );
    expect(told({ kind: 'void', reason: 'correction', quantity: 0 })).toMatch(
      /set aside for a session, if they come back\.$/,
    );
  });

  it('names the money of a refund', () => {
    const part = { kind: 'refund', amount: 112_550, state: 'active' } as const;
    expect(told({ kind: 'clawback', payment, reversal: part })).toBe(
      'Taken back with a refund: $1,125.50 of $4,500 for Discovery was refunded to you.',
    );
    expect(told({ kind: 'clawback', payment, reversal: { ...part, amount: 450_000 } })).toBe(
      'Taken back with a refund: $4,500 for Discovery was refunded to you.',
    );
    expect(told({ kind: 'reinstate', payment, reversal: { ...part, state: 'failed' } })).toMatch(
      /^Given back: A refund of \$1,125\.50 .* did not go through/,
    );
  });

  it('follows a dispute from its opening to its end', () => {
    const dispute = (state: string) => ({ kind: 'dispute', amount: 450_000, state }) as const;
    expect(told({ kind: 'clawback', payment, reversal: dispute('open') })).toMatch(
      /^Set aside for a dispute: .*Until it has decided, these credits cannot be used\.$/,
    );
    expect(told({ kind: 'clawback', payment, reversal: dispute('lost') })).toMatch(
      /^Taken back with a dispute: .*the money went back to you\.$/,
    );
    expect(told({ kind: 'reinstate', payment, reversal: dispute('won') })).toMatch(
      /^Given back: .*the payment stands\.$/,
    );
  });

  it('has a word and a sentence for every kind, whatever is known', () => {
    for (const kind of ENTRY_KINDS) expect(told({ kind, source: null })).toMatch(/^[A-Z][a-z ]+: [A-Z].+\.$/);
  });
});
