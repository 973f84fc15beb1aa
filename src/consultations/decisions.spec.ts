import { type Decision, decisionsOf, firstDecidedAt, isNews } from './decisions';

const completed: Decision = { status: 'completed', credits: 'consumed' };
const noShow: Decision = { status: 'client_no_show', credits: 'consumed' };
const failed: Decision = { status: 'technical_failure', credits: 'returned' };

const first = {
  status: 'completed',
  credits: 'consumed',
  at: '2031-03-04T10:00:00.000Z',
  inputs: { ourFault: false },
};
const second = {
  status: 'client_no_show',
  credits: 'consumed',
  at: '2031-03-05T10:00:00.000Z',
  inputs: { corrects: first },
};
const third = {
  status: 'technical_failure',
  outcome: { credits: 'returned', at: '2031-03-05T12:00:00.000Z', inputs: { corrects: second } },
} as const;

describe('what was decided of a session', () => {
  it('is read from its last decision, oldest first', () => {
    expect(decisionsOf(third)).toEqual([
      { ...completed, at: new Date(first.at) },
      { ...noShow, at: new Date(second.at) },
      { ...failed, at: new Date(third.outcome.at) },
    ]);
    expect(firstDecidedAt(third)).toEqual(new Date(first.at));
  });

  it('is nothing of one that is live', () => {
    expect([
      decisionsOf({ status: 'booked' }),
      decisionsOf({ status: 'in_progress', outcome: { at: null, credits: null } }),
    ]).toEqual([[], []]);
    expect(firstDecidedAt({ status: 'booked' })).toEqual(new Date(0));
  });
});

describe('people are told of', () => {
  it.each([
    ['the first outcome', [completed], true],
    ['another effect on the credit', [completed, failed], true],
    ['the same effect again, after another', [completed, failed, completed], true],
    ['an outcome nobody was told of', [noShow, completed], true],
    ['a word for what costs the same', [completed, noShow], true],
    ['what they were told before', [completed, noShow, completed], false],
    ['what they were told before the credit came and went', [completed, failed, noShow, completed], false],
    ['nothing', [], false],
  ])('%s: %j is %s', (_what, decisions, told) => {
    expect(isNews(decisions)).toBe(told);
  });
});
