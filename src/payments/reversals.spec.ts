import fc from '../../tests/support/properties';

import {
  amountAway,
  creditsOwedBack,
  feeReversed,
  isAway,
  learn,
  nextStep,
  recorded,
  type Reversal,
  type Sold,
  statusAfter,
} from './reversals';

const SOLD: Sold = { amount: 450_000, credits: 4 };
type Fact = Pick<Reversal, 'id' | 'kind' | 'amount' | 'state'>;
const refund = (id: string, amount: number, state: Reversal['state'] = 'active'): Fact => ({
  id,
  kind: 'refund',
  amount,
  state,
});

/** Learns the facts one by one and does all steps, with at most `unspent` credits to take. */
function run(facts: Fact[], unspent = SOLD.credits): { reversals: Reversal[]; net: number } {
  let known: Reversal[] = [];
  let left = unspent;
  let owing = 0;
  for (const fact of facts) {
    const merged = new Map(known.map((reversal) => [reversal.id, reversal]));
    merged.set(fact.id, learn(merged.get(fact.id), fact));
    known = [...merged.values()];
    for (let step = nextStep(SOLD, known); step; step = nextStep(SOLD, known)) {
      const taken = unspent - left;
      const wanted = step.kind === 'take' ? step.owed - taken - owing : 0;
      const moved = step.kind === 'take' ? Math.min(left, wanted) : Math.max(0, taken - step.owed);
      left += step.kind === 'take' ? -moved : moved;
      owing = step.owed - (unspent - left);
      known = recorded(known, step, { moved, short: wanted - moved });
    }
  }
  return { reversals: known, net: known.reduce((total, { taken, returned }) => total + taken - returned, 0) };
}

describe('credits taken back for refunds', () => {
  it('follow the money in proportion, rounded down for the client', () => {
    expect(run([refund('a', 225_000)]).net).toBe(2);
    expect(run([refund('a', 112_499)]).net).toBe(0);
    expect(run([refund('a', 450_000)]).net).toBe(4);
  });
  it('add up to the refunded share however the refunds are split, shuffled and repeated', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        (amounts, order) => {
          const facts = amounts.map((amount, index) => refund(`r${index}`, amount));
          const shuffled = [...facts, ...facts].sort(() => (order.next().value % 3) - 1);
          const { net } = run(shuffled);
          expect(net).toBe(creditsOwedBack(SOLD, amountAway(SOLD, run(facts).reversals)));
        },
      ),
    );
  });
  it('are given back when the refund fails, and told once', () => {
    const { reversals, net } = run([
      refund('a', 450_000),
      refund('a', 450_000, 'failed'),
      refund('a', 450_000, 'failed'),
      refund('a', 450_000),
    ]);
    expect(net).toBe(0);
    expect(reversals).toEqual([expect.objectContaining({ state: 'failed', taken: 4, returned: 4 })]);
  });
  it('after a failed refund are what the remaining refunds say', () => {
    expect(run([refund('a', 90_000), refund('b', 90_000), refund('a', 90_000, 'failed')]).net).toBe(0);
  });
  it('never exceed what was unspent', () => {
    expect(run([refund('a', 450_000)], 1).net).toBe(1);
  });
  it('do not take for a refund that is known only as failed', () => {
    expect(run([refund('a', 450_000, 'failed')]).net).toBe(0);
  });
});

describe('a dispute', () => {
  const dispute = (state: Reversal['state']): Fact => ({ id: 'd', kind: 'dispute', amount: 450_000, state });
  it('freezes the unspent credits, and returns them when won', () => {
    expect(run([dispute('open')]).net).toBe(4);
    expect(run([dispute('open'), dispute('won')]).net).toBe(0);
  });
  it('takes them for good when lost, also when the news of its opening comes last', () => {
    expect(run([dispute('open'), dispute('lost')]).net).toBe(4);
    expect(run([dispute('lost'), dispute('open')]).reversals[0]).toMatchObject({
      state: 'lost',
      taken: 4,
      returned: 0,
    });
    expect(run([dispute('won'), dispute('open')]).net).toBe(0);
  });
});

describe('the status of a payment', () => {
  const after = (...facts: Fact[]) => statusAfter(SOLD, run(facts).reversals);
  it('says what is away', () => {
    expect(after()).toBe('succeeded');
    expect(after(refund('a', 1))).toBe('partially_refunded');
    expect(after(refund('a', 450_000))).toBe('refunded');
    expect(after({ id: 'd', kind: 'dispute', amount: 450_000, state: 'open' })).toBe('disputed');
    expect(after({ id: 'd', kind: 'dispute', amount: 450_000, state: 'lost' })).toBe('refunded');
    expect(after(refund('a', 450_000), refund('a', 450_000, 'failed'))).toBe('succeeded');
  });
});

it('a fee is given back in proportion, half up', () => {
  expect(feeReversed(67_500, 450_000, 450_000)).toBe(67_500);
  expect(feeReversed(67_500, 450_000, 225_000)).toBe(33_750);
  expect(feeReversed(1, 2, 1)).toBe(1);
});

it('money counts as away until it is known to stay', () => {
  expect(['active', 'open', 'lost'].every((state) => isAway({ state: state as Reversal['state'] }))).toBe(
    true,
  );
  expect(['failed', 'won'].some((state) => isAway({ state: state as Reversal['state'] }))).toBe(false);
});
