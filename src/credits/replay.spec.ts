import fc from '../../tests/support/properties';

import { compareWallet } from './audit/compareWallet';
import { availableCredits } from './balance';
import { clawBack, extendLot, reinstate, voidLot } from './corrections';
import { replay, type ReplayEntry } from './replay';
import { releaseHold } from './settlement';
import {
  type Change,
  consumeHold,
  emptyWallet,
  expireLots,
  grantLot,
  holdCredits,
  type Wallet,
} from './wallet';

const EXPIRES = new Date('2026-06-01T00:00:00Z');
const at = (hour: number): Date => new Date(Date.UTC(2026, 0, 1, hour));
const expiryOf = (grant: string): Date | undefined => (grant.startsWith('lot') ? EXPIRES : undefined);

const entry = (given: Partial<ReplayEntry>): ReplayEntry => ({
  ...{
    seq: 1,
    kind: 'grant',
    grant: 'lot-1',
    from: 'issued',
    to: 'available',
    quantity: 4,
    cause: 'c',
    at: at(1),
    balanceAfter: 4,
  },
  ...given,
});
const granted = entry({});
const held = entry({
  seq: 2,
  kind: 'hold',
  from: 'available',
  to: 'held',
  quantity: 1,
  consultation: 'b',
  cause: 'b',
  at: at(2),
  balanceAfter: 3,
});
const consumed = entry({
  seq: 3,
  kind: 'consume',
  from: 'held',
  to: 'consumed',
  quantity: 1,
  consultation: 'b',
  cause: 'b2',
  at: at(3),
  balanceAfter: 3,
});
const faultsOf = (...entries: ReplayEntry[]): string[] =>
  replay(entries, expiryOf).faults.map((fault) => `${fault.invariant} ${fault.what}`);

describe('the ledger told again', () => {
  it('gives lots, holds and the last number', () => {
    const told = replay([granted, held], expiryOf);
    expect(told.faults).toEqual([]);
    expect(told.seq).toBe(2);
    expect(told.lots.get('lot-1')).toMatchObject({ total: 4, available: 3, held: 1, consumed: 0 });
    expect(told.holds.get('b')).toEqual(new Map([['lot-1', 1]]));
    expect(replay([granted, held, consumed], expiryOf).holds.size).toBe(0);
  });

  it.each<[string, ReplayEntry[], string]>([
    ['a gap in the numbers', [granted, { ...held, seq: 3 }], 'I1 entry 2 is missing: the next one is 3'],
    ['a number given twice', [granted, { ...held, seq: 1 }], 'I1 entry 2 is missing: the next one is 1'],
    [
      'more held than there is',
      [granted, { ...held, quantity: 5, balanceAfter: -1 }],
      'I1 available of lot lot-1 falls to -1',
    ],
    [
      'a movement that its kind does not make',
      [granted, { ...held, to: 'consumed' }],
      'I1 a hold moves available → consumed',
    ],
    ['a movement of nothing', [{ ...granted, quantity: 0, balanceAfter: 0 }], 'I1 a grant of 0 credits'],
    [
      'a balance that is not the one after it',
      [granted, { ...held, balanceAfter: 4 }],
      'I1 the balance after it is 3, it says 4',
    ],
    ['a lot nobody granted', [entry({ grant: 'unknown' })], 'I1 its lot unknown does not exist'],
    [
      'a lot granted twice',
      [granted, entry({ seq: 2, cause: 'd', balanceAfter: 8 })],
      'I2 lot lot-1 is granted a second time',
    ],
    [
      'a hold that ends twice',
      [granted, held, consumed, { ...consumed, seq: 4, kind: 'release', to: 'available', cause: 'x' }],
      'I2 a release for consultation b, which holds nothing of lot lot-1',
    ],
    [
      'a hold that ends in part',
      [granted, { ...held, quantity: 2, balanceAfter: 2 }, { ...consumed, balanceAfter: 2 }],
      'I2 a consume of 1 for consultation b, which holds 2',
    ],
    [
      'a hold made twice',
      [granted, held, { ...held, seq: 3, cause: 'x', balanceAfter: 2 }],
      'I2 credits of lot lot-1 are held twice for consultation b',
    ],
  ])('finds %s', (_what, entries, fault) => {
    expect(faultsOf(...entries)).toContain(fault);
  });

  it('does not count what has lapsed in the balance, as the ledger does not', () => {
    const late = new Date(EXPIRES.getTime() + 1);
    const expired = entry({
      seq: 2,
      kind: 'expire',
      from: 'available',
      to: 'expired',
      cause: 'x',
      at: late,
      balanceAfter: 0,
    });
    expect(faultsOf(granted, expired)).toEqual([]);
  });
});

function correction(wallet: Wallet, kind: number, number: number, now: Date): Change {
  const lot = wallet.lots[number % wallet.lots.length];
  const grant = lot?.grant ?? '';
  if (kind === 5)
    return extendLot(wallet, {
      grant,
      newExpiresAt: new Date(now.getTime() + number * 30 * 86_400_000),
      key: `extend:${wallet.seq}`,
      now,
    });
  if (kind === 6) return voidLot(wallet, grant, now);
  const away = (lot?.clawedBack ?? 0) + (lot?.owedBack ?? 0);
  if (kind === 7) return clawBack(wallet, { grant, owed: away + number, id: `r-${wallet.seq}`, now });
  return reinstate(wallet, { grant, owed: Math.max(0, away - number), id: `r-${wallet.seq}`, now });
}

/** One step of a client's life, as the wallet's own rules make it; a step they refuse is no step. */
function step(wallet: Wallet, kind: number, number: number, now: Date): Change | null {
  const newest = wallet.holds.at(-1)?.consultation ?? '';
  try {
    if (kind === 0) {
      const lot = {
        grant: `lot-${wallet.lots.length}`,
        packageName: '',
        source: 'manual' as const,
        priority: number,
        grantedAt: now,
        expiresAt: EXPIRES,
        bookBeforeExpiry: true,
        total: number,
      };
      return grantLot(wallet, lot, `grant:${number}`);
    }
    if (kind === 1)
      return holdCredits(wallet, {
        consultation: `b-${wallet.seq}`,
        version: 1,
        quantity: number,
        now,
        startsAt: now,
      });
    if (kind === 2) return consumeHold(wallet, newest);
    if (kind === 3) return releaseHold(wallet, { consultation: newest, now, ourFault: number % 2 === 0 });
    if (kind === 4) return expireLots(wallet, now);
    return correction(wallet, kind, number, now);
  } catch {
    return null; // refused by the rules
  }
}

describe('the wallet and its ledger', () => {
  it('tell the same story whatever a client does', () => {
    const steps = fc.array(
      fc.tuple(
        fc.constantFrom(0, 0, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 20 }),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(steps, (life) => {
        let wallet = emptyWallet('c');
        let now = at(0);
        const entries: ReplayEntry[] = [];
        for (const [kind, number, days] of life) {
          now = new Date(now.getTime() + days * 86_400_000);
          const change = step(wallet, kind, number, now);
          if (!change || change.movements.length === 0) continue;
          const seq = wallet.seq;
          wallet = { ...change.wallet, seq: seq + change.movements.length };
          const balanceAfter = availableCredits(wallet, now);
          entries.push(
            ...change.movements.map((movement, index) => ({
              ...movement,
              seq: seq + index + 1,
              cause: `step ${seq}`,
              at: now,
              balanceAfter,
            })),
          );
        }
        // Grants made after the expiry of all lots are born lapsed; that changes nothing here.
        const told = replay(entries, expiryOf);
        const sum = (pick: 'available' | 'held'): number =>
          wallet.lots.reduce((total, lot) => total + lot[pick], 0);
        expect([
          ...told.faults,
          ...compareWallet({ ...wallet, available: sum('available'), held: sum('held') }, told),
        ]).toEqual([]);
      }),
    );
  });
});
