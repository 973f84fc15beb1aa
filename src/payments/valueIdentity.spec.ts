import fc from '../../tests/support/properties';

import { clawBack, extendLot, reinstate, voidLot } from '@/credits/corrections';
import { spendable } from '@/credits/lots';
import { releaseHold } from '@/credits/settlement';
import {
  accountsAt,
  addValues,
  NO_VALUE,
  priceOf,
  type Sold as SoldLot,
  type Value,
  valueFault,
  valueOf,
} from '@/credits/value';
import {
  consumeHold,
  emptyWallet,
  expireLots,
  grantLot,
  holdCredits,
  type Wallet,
  WalletRefusal,
} from '@/credits/wallet';

import { amountAway, creditsOwedBack, learn, nextStep, recorded, type Reversal } from './reversals';

/**
 * A client's history as the product would live it: the wallet by its own rules, the money by the rules of refunds and
 * disputes. After each step the value of every lot, and of all of them, must be what was paid.
 */
const START = new Date('2026-01-01T00:00:00.000Z');
const DAY = 86_400_000;

interface World {
  wallet: Wallet;
  now: Date;
  sold: Map<string, SoldLot>;
  reversals: Map<string, Reversal[]>;
  made: number;
}

type Step =
  | { do: 'buy'; paid: number; credits: number; days: number }
  | { do: 'hold'; quantity: number }
  | { do: 'consume' | 'release' | 'extend' | 'void' | 'end'; which: number; good: boolean }
  | { do: 'refund'; which: number; amount: number }
  | { do: 'dispute'; which: number }
  | { do: 'wait'; days: number; record: boolean };

const which = fc.nat(50);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('buy' as const),
      paid: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2_000_000 })),
      credits: fc.integer({ min: 1, max: 20 }),
      days: fc.integer({ min: 1, max: 120 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('hold' as const), quantity: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('consume', 'release', 'extend', 'void', 'end'),
      which,
      good: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      which,
      amount: fc.integer({ min: 1, max: 2_000_000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('dispute' as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      days: fc.integer({ min: 1, max: 40 }),
      record: fc.boolean(),
    }),
  },
);

const pick = <T>(items: readonly T[], at: number): T | undefined => items[at % Math.max(1, items.length)];
const awayForGood = (world: World, grant: string): number =>
  amountAway(
    { amount: world.sold.get(grant)?.paid ?? 0 },
    (world.reversals.get(grant) ?? []).filter(({ state }) => state !== 'open'),
  );

/** Credits whose money is away, all reversals together. */
const dueOf = (world: World, grant: string): number => {
  const { paid, credits } = world.sold.get(grant) as SoldLot;
  return creditsOwedBack(
    { amount: paid, credits },
    amountAway({ amount: paid }, world.reversals.get(grant) ?? []),
  );
};

/** Credits taken back or owed, and those the client could spend although the lot owes some. */
function backOf(world: World, grant: string): { due: number; free: number } {
  const lot = world.wallet.lots.find((candidate) => candidate.grant === grant);
  const owedBack = lot?.owedBack ?? 0;
  return {
    due: (lot?.clawedBack ?? 0) + owedBack,
    free: lot && owedBack > 0 ? spendable(lot, world.now, world.now) : 0,
  };
}

function buy(world: World, { paid, credits, days }: { paid: number; credits: number; days: number }): void {
  const grant = `lot${(world.made += 1)}`;
  const lot = {
    grant,
    packageName: 'P',
    source: 'purchase' as const,
    priority: 100,
    grantedAt: world.now,
    expiresAt: new Date(world.now.getTime() + days * DAY),
    bookBeforeExpiry: false,
    total: credits,
  };
  world.wallet = grantLot(world.wallet, lot, `grant:${grant}`).wallet;
  world.sold.set(grant, { paid, credits });
}

/** As payments/applyReversals does, on the wallet alone. */
function hear(world: World, grant: string, fact: Pick<Reversal, 'id' | 'kind' | 'amount' | 'state'>): void {
  const { paid, credits } = world.sold.get(grant) as SoldLot;
  const known = world.reversals.get(grant) ?? [];
  let reversals = [
    ...known.filter(({ id }) => id !== fact.id),
    learn(
      known.find(({ id }) => id === fact.id),
      fact,
    ),
  ];
  for (
    let next = nextStep({ amount: paid, credits }, reversals);
    next;
    next = nextStep({ amount: paid, credits }, reversals)
  ) {
    const { kind, ...request } = { ...next, grant, now: world.now };
    const change =
      kind === 'take' ? clawBack(world.wallet, request) : { ...reinstate(world.wallet, request), short: 0 };
    world.wallet = change.wallet;
    reversals = recorded(reversals, next, {
      moved: 'taken' in change ? change.taken : change.returned,
      short: change.short,
    });
  }
  world.reversals.set(grant, reversals);
}

function refund(world: World, at: number, amount: number): void {
  const [grant, { paid }] = pick(
    [...world.sold].filter(([, lot]) => lot.paid > 0),
    at,
  ) ?? ['', { paid: 0 }];
  const left = paid - amountAway({ amount: paid }, world.reversals.get(grant) ?? []);
  if (left > 0)
    hear(world, grant, {
      id: `r${(world.made += 1)}`,
      kind: 'refund',
      amount: Math.min(left, amount),
      state: 'active',
    });
}

function dispute(world: World, at: number): void {
  const [grant, { paid }] = pick(
    [...world.sold].filter(([, lot]) => lot.paid > 0),
    at,
  ) ?? ['', { paid: 0 }];
  if (paid > 0)
    hear(world, grant, { id: `d${(world.made += 1)}`, kind: 'dispute', amount: paid, state: 'open' });
}

/** A refund fails at the bank, or a dispute is decided. */
function end(world: World, at: number, good: boolean): void {
  const [grant, reversal] =
    pick(
      [...world.reversals].flatMap(([lot, all]) => all.map((one) => [lot, one] as const)),
      at,
    ) ?? [];
  if (!grant || !reversal) return;
  const { id, kind, amount } = reversal;
  hear(world, grant, { id, kind, amount, state: kind === 'refund' ? 'failed' : good ? 'won' : 'lost' });
}

function change(world: World, todo: Extract<Step, { which: number; good: boolean }>): void {
  const { now } = world;
  const hold = pick(world.wallet.holds, todo.which);
  const lot = pick(world.wallet.lots, todo.which);
  if (todo.do === 'consume' && hold) world.wallet = consumeHold(world.wallet, hold.consultation).wallet;
  if (todo.do === 'release' && hold)
    world.wallet = releaseHold(world.wallet, {
      consultation: hold.consultation,
      now,
      ourFault: todo.good,
    }).wallet;
  if (todo.do === 'extend' && lot)
    world.wallet = extendLot(world.wallet, {
      grant: lot.grant,
      newExpiresAt: new Date(now.getTime() + 60 * DAY),
      key: `extend:${(world.made += 1)}`,
      now,
    }).wallet;
  if (todo.do === 'void' && lot) world.wallet = voidLot(world.wallet, lot.grant, now).wallet;
  if (todo.do === 'end') end(world, todo.which, todo.good);
}

function take(world: World, todo: Step): void {
  if (todo.do === 'buy') return buy(world, todo);
  if (todo.do === 'refund') return refund(world, todo.which, todo.amount);
  if (todo.do === 'dispute') return dispute(world, todo.which);
  if (todo.do === 'wait') {
    world.now = new Date(world.now.getTime() + todo.days * DAY);
    if (todo.record) world.wallet = expireLots(world.wallet, world.now).wallet;
    return;
  }
  try {
    if (todo.do === 'hold') {
      const request = {
        consultation: `s${(world.made += 1)}`,
        version: 1,
        quantity: todo.quantity,
        now: world.now,
        startsAt: new Date(world.now.getTime() + DAY),
      };
      world.wallet = holdCredits(world.wallet, request).wallet;
    } else change(world, todo);
  } catch (error) {
    if (!(error instanceof WalletRefusal)) throw error;
  }
}

const valuesOf = (world: World): Map<string, Value> =>
  new Map(
    world.wallet.lots.map((lot) => [
      lot.grant,
      valueOf(
        world.sold.get(lot.grant) as SoldLot,
        accountsAt(lot, world.now),
        awayForGood(world, lot.grant),
      ),
    ]),
  );

const begin = (): World => ({
  wallet: emptyWallet('c'),
  now: START,
  sold: new Map(),
  reversals: new Map(),
  made: 0,
});
const history = fc.array(step, { minLength: 20, maxLength: 80 });

describe('earned + deferred + expired + refunded = paid', () => {
  it('of every lot and of all together, to the cent, after every step of any history', () => {
    const seen = { earned: 0, expired: 0, refunded: 0, outOfEarned: 0 };
    fc.assert(
      fc.property(history, (steps) => {
        const world = begin();
        for (const todo of steps) {
          take(world, todo);
          const values = valuesOf(world);
          for (const [grant, value] of values) {
            expect({ todo, grant, fault: valueFault(value) }).toEqual({ todo, grant, fault: null });
            expect(value.refunded).toBe(awayForGood(world, grant));
            expect({ todo, grant, ...backOf(world, grant) }).toEqual({
              todo,
              grant,
              due: dueOf(world, grant),
              free: 0,
            });
          }
          const total = [...values.values()].reduce(addValues, NO_VALUE);
          expect(valueFault(total)).toBeNull();
          expect(total.paid).toBe([...world.sold.values()].reduce((sum, { paid }) => sum + paid, 0));
          for (const name of ['earned', 'expired', 'refunded'] as const)
            seen[name] += total[name] > 0 ? 1 : 0;
        }
      }),
      { numRuns: 200 },
    );
    // A property of histories in which nothing happens would hold as well.
    expect(Math.min(seen.earned, seen.expired, seen.refunded)).toBeGreaterThan(100);
  });

  it('lets what was earned stay earned, unless more money went back than was still unearned', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const world = begin();
        for (const todo of steps) {
          const before = valuesOf(world);
          take(world, todo);
          for (const [grant, value] of valuesOf(world)) {
            const was = before.get(grant);
            if (was && value.earned < was.earned)
              expect({ todo, grant, unearned: value.deferred + value.expired }).toEqual({
                todo,
                grant,
                unearned: 0,
              });
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('earns of a lot without reversals the price of each credit that is used, the first first', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const world = begin();
        for (const todo of steps) take(world, todo);
        for (const [grant, value] of valuesOf(world)) {
          if (world.reversals.has(grant)) continue;
          const used = world.wallet.lots.find((lot) => lot.grant === grant)?.used ?? 0;
          const prices = Array.from({ length: used }, (_, index) =>
            priceOf(world.sold.get(grant) as SoldLot, index + 1),
          );
          expect(value.earned).toBe(prices.reduce((sum, price) => sum + price, 0));
        }
      }),
      { numRuns: 200 },
    );
  });
});
