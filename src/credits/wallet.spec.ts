import fc from '../../tests/support/properties';

import { type Lot } from './lots';
import { releaseHold } from './settlement';
import {
  type Account,
  type Change,
  consumeHold,
  emptyWallet,
  expireLots,
  grantLot,
  holdCredits,
  type Movement,
  type Wallet,
  WalletRefusal,
} from './wallet';

const NOW = new Date('2026-03-10T12:00:00.000Z');
const DAY = 86_400_000;
const later = (days: number): Date => new Date(NOW.getTime() + days * DAY);

const granted = (wallet: Wallet, grant: string, total: number, expiresAt = later(90)): Wallet =>
  grantLot(
    wallet,
    {
      grant,
      packageName: 'P',
      source: 'purchase',
      priority: 100,
      grantedAt: NOW,
      expiresAt,
      bookBeforeExpiry: false,
      total,
    },
    `grant:${grant}`,
  ).wallet;
const held = (wallet: Wallet, consultation: string, quantity: number): Wallet =>
  holdCredits(wallet, { consultation, version: 1, quantity, now: NOW, startsAt: later(1) }).wallet;
const lotOf = (wallet: Wallet, grant: string): Lot => {
  const found = wallet.lots.find((lot) => lot.grant === grant);
  if (!found) throw new Error(`no lot ${grant}`);
  return found;
};
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof WalletRefusal) return error.reason;
    throw error;
  }
  return 'no refusal';
};
const short = ({ kind, key, grant, from, to, quantity }: Movement): unknown[] => [
  kind,
  key,
  grant,
  from,
  to,
  quantity,
];

describe('a hold', () => {
  it('moves credits from available to held, one entry a lot, under one key', () => {
    const wallet = granted(granted(emptyWallet('c'), 'g1', 1, later(10)), 'g2', 3);
    const change = holdCredits(wallet, {
      consultation: 's',
      version: 1,
      quantity: 2,
      now: NOW,
      startsAt: later(1),
    });
    expect(change.movements.map(short)).toEqual([
      ['hold', 'hold:s:1', 'g1', 'available', 'held', 1],
      ['hold', 'hold:s:1', 'g2', 'available', 'held', 1],
    ]);
    expect(lotOf(change.wallet, 'g2')).toMatchObject({ available: 2, held: 1 });
  });

  it('is refused a second time for the same session, and when credits are short', () => {
    const wallet = held(granted(emptyWallet('c'), 'g1', 2), 's', 1);
    expect(refusal(() => held(wallet, 's', 1))).toBe('already_held');
    expect(refusal(() => held(wallet, 't', 2))).toBe('insufficient');
  });
});

describe('the end of a hold', () => {
  const wallet = held(granted(emptyWallet('c'), 'g1', 2), 's', 2);

  it('consumes what was held', () => {
    const change = consumeHold(wallet, 's');
    expect(change.movements.map(short)).toEqual([['consume', 'consume:s', 'g1', 'held', 'consumed', 2]]);
    expect(lotOf(change.wallet, 'g1')).toMatchObject({ available: 0, held: 0, used: 2 });
  });

  it('comes once: neither consume nor release finds it again', () => {
    const after = consumeHold(wallet, 's').wallet;
    expect(refusal(() => consumeHold(after, 's'))).toBe('not_held');
    expect(refusal(() => releaseHold(after, { consultation: 's', now: NOW, ourFault: false }))).toBe(
      'not_held',
    );
  });

  it('gives credits back to their own lot', () => {
    const change = releaseHold(wallet, { consultation: 's', now: NOW, ourFault: false });
    expect(change.movements.map(short)).toEqual([['release', 'release:s:1', 'g1', 'held', 'available', 2]]);
    expect(lotOf(change.wallet, 'g1')).toMatchObject({ available: 2, held: 0 });
    expect(change.wallet.holds).toEqual([]);
  });
});

describe('a hold on a lot that has lapsed meanwhile', () => {
  const wallet = held(granted(emptyWallet('c'), 'g1', 3, later(5)), 's', 1);

  it('expires at once when released, unless we were at fault', () => {
    const change = releaseHold(wallet, { consultation: 's', now: later(5), ourFault: false });
    expect(change.movements.map(short)).toEqual([['release', 'release:s:1', 'g1', 'held', 'expired', 1]]);
    expect(lotOf(change.wallet, 'g1')).toMatchObject({ held: 0, expired: 1 });
  });

  it('lives 30 days more when we were, and takes nothing else of the lot with it', () => {
    const change = releaseHold(wallet, { consultation: 's', now: later(6), ourFault: true });
    expect(change.movements.map(({ kind }) => kind)).toEqual(['expire', 'extend', 'release']);
    expect(change.movements[1]).toMatchObject({
      quantity: 0,
      oldExpiresAt: later(5),
      newExpiresAt: later(36),
    });
    expect(lotOf(change.wallet, 'g1')).toMatchObject({ available: 1, expired: 2, expiresAt: later(36) });
  });

  it('can still be consumed: a held credit does not expire', () => {
    expect(expireLots(wallet, later(9)).movements.map(short)).toMatchObject([
      ['expire', expect.any(String), 'g1', 'available', 'expired', 2],
    ]);
    const change = consumeHold(expireLots(wallet, later(9)).wallet, 's');
    expect(lotOf(change.wallet, 'g1')).toMatchObject({ available: 0, held: 0, used: 1, expired: 2 });
  });
});

describe('recording what has lapsed', () => {
  it('changes nothing the second time', () => {
    const once = expireLots(granted(emptyWallet('c'), 'g1', 3, later(5)), later(5));
    expect(once.movements).toHaveLength(1);
    expect(expireLots(once.wallet, later(6))).toEqual({ wallet: once.wallet, movements: [] });
  });
});

/** One thing that may happen to a wallet; refused ones change nothing. */
type Step =
  | { do: 'grant'; total: number; days: number; priority: number; bookBeforeExpiry: boolean }
  | { do: 'hold'; session: number; quantity: number; startsIn: number }
  | { do: 'consume'; session: number }
  | { do: 'release'; session: number; ourFault: boolean }
  | { do: 'expire' }
  | { do: 'wait'; days: number };

const session = fc.integer({ min: 0, max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('grant' as const),
    total: fc.integer({ min: 1, max: 6 }),
    days: fc.integer({ min: 1, max: 40 }),
    priority: fc.constantFrom(10, 50, 100),
    bookBeforeExpiry: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('hold' as const),
    session,
    quantity: fc.integer({ min: 1, max: 4 }),
    startsIn: fc.integer({ min: 0, max: 30 }),
  }),
  fc.record({ do: fc.constant('consume' as const), session }),
  fc.record({ do: fc.constant('release' as const), session, ourFault: fc.boolean() }),
  fc.record({ do: fc.constant('expire' as const) }),
  fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 15 }) }),
);

function changeOf(wallet: Wallet, given: Exclude<Step, { do: 'wait' }>, now: Date, name: string): Change {
  const consultation = 'session' in given ? `s${given.session}` : '';
  switch (given.do) {
    case 'grant':
      return grantLot(
        wallet,
        {
          grant: name,
          packageName: 'P',
          source: 'purchase',
          priority: given.priority,
          grantedAt: now,
          expiresAt: new Date(now.getTime() + given.days * DAY),
          bookBeforeExpiry: given.bookBeforeExpiry,
          total: given.total,
        },
        `grant:${name}`,
      );
    case 'hold':
      return holdCredits(wallet, {
        consultation,
        version: 1,
        quantity: given.quantity,
        now,
        startsAt: new Date(now.getTime() + given.startsIn * DAY),
      });
    case 'consume':
      return consumeHold(wallet, consultation);
    case 'release':
      return releaseHold(wallet, { consultation, now, ourFault: given.ourFault });
    case 'expire':
      return expireLots(wallet, now);
  }
}

const sumOf = (lot: Lot): number =>
  lot.available + lot.held + lot.used + lot.expired + lot.voided + lot.clawedBack;

/** The accounts of every lot as the entries alone tell them. */
function replay(entries: readonly Movement[]): Map<string, Partial<Record<Account, number>>> {
  const accounts = new Map<string, Partial<Record<Account, number>>>();
  for (const { grant, from, to, quantity } of entries) {
    const lot = accounts.get(grant) ?? {};
    accounts.set(grant, { ...lot, [from]: (lot[from] ?? 0) - quantity });
    const moved = accounts.get(grant) ?? {};
    accounts.set(grant, { ...moved, [to]: (moved[to] ?? 0) + quantity });
  }
  return accounts;
}

function assertWhole(wallet: Wallet, ledger: readonly Movement[]): void {
  const told = replay(ledger);
  for (const lot of wallet.lots) {
    const { available, held: inHolds, used, expired, voided, clawedBack, total } = lot;
    expect(sumOf(lot)).toBe(total);
    expect(Math.min(available, inHolds, used, expired, voided, clawedBack)).toBeGreaterThanOrEqual(0);
    const open = wallet.holds.flatMap((hold) => hold.parts).filter((part) => part.grant === lot.grant);
    expect(inHolds).toBe(open.reduce((sum, part) => sum + part.quantity, 0));
    const entries = told.get(lot.grant) ?? {};
    expect([
      entries.issued ?? 0,
      entries.available ?? 0,
      entries.held ?? 0,
      entries.consumed ?? 0,
      entries.expired ?? 0,
    ]).toEqual([-total, available, inHolds, used, expired]);
  }
}

describe('whatever happens, in whatever order', () => {
  it('each lot sums to its total, nothing is negative, holds are what is held, and the entries tell the same', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let wallet = emptyWallet('c');
        let now = NOW;
        const ledger: Movement[] = [];
        for (const [index, given] of steps.entries()) {
          if (given.do === 'wait') {
            now = new Date(now.getTime() + given.days * DAY);
            continue;
          }
          let change: Change;
          try {
            change = changeOf(wallet, given, now, `g${index}`);
          } catch (error) {
            if (!(error instanceof WalletRefusal)) throw error;
            continue;
          }
          wallet = change.wallet;
          ledger.push(...change.movements);
          assertWhole(wallet, ledger);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('no two entries of a lot share a key, for a session that is held once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let wallet = emptyWallet('c');
        let now = NOW;
        const keys: string[] = [];
        const booked = new Set<number>();
        for (const [index, given] of steps.entries()) {
          if (given.do === 'wait') {
            now = new Date(now.getTime() + given.days * DAY);
            continue;
          }
          // A consultation holds its credits once in its life.
          if (given.do === 'hold' && booked.has(given.session)) continue;
          try {
            const change = changeOf(wallet, given, now, `g${index}`);
            wallet = change.wallet;
            keys.push(...change.movements.map(({ key, grant }) => `${key} ${grant}`));
            if (given.do === 'hold') booked.add(given.session);
          } catch (error) {
            if (!(error instanceof WalletRefusal)) throw error;
          }
        }
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 300 },
    );
  });
});
