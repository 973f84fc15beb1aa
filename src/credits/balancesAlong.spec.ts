import { balancesAlong } from './balancesAlong';
import { extendLot, reinstate } from './corrections';
import { type Lot } from './lots';
import { releaseHold } from './settlement';
import { grantLot, holdCredits, type Wallet } from './wallet';

const NOW = new Date('2026-11-22T12:00:00Z');
const inDays = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);
const lot = (grant: string, available: number, more: Partial<Lot> = {}): Lot => ({
  ...{
    grant,
    packageName: 'Pack',
    source: 'purchase',
    priority: 100,
    grantedAt: NOW,
    expiresAt: inDays(30),
    bookBeforeExpiry: true,
  },
  ...{ total: 9, available, held: 0, used: 0, expired: 0, voided: 0, clawedBack: 9 - available },
  ...more,
});
const wallet = (...lots: Lot[]): Wallet => ({ client: 'c', version: 1, seq: 1, lots, holds: [] });

describe('the balance along a change', () => {
  it('counts the credits of a new lot', () => {
    const before = wallet(lot('a', 2));
    const { available: _, ...fresh } = lot('b', 0);
    expect(balancesAlong(before, grantLot(before, { ...fresh, total: 4 }, 'grant:b'), NOW)).toEqual([6]);
  });

  it('falls lot by lot when a hold takes from several', () => {
    const before = wallet(lot('a', 1), lot('b', 5, { expiresAt: inDays(60) }));
    const change = holdCredits(before, {
      consultation: 's',
      version: 1,
      quantity: 3,
      now: NOW,
      startsAt: inDays(1),
    });
    expect(change.movements.map(({ quantity }) => quantity)).toEqual([1, 2]);
    expect(balancesAlong(before, change, NOW)).toEqual([5, 3]);
  });

  it('does not count what has lapsed, whether that is on record or not', () => {
    const lapsed = wallet(lot('a', 3, { expiresAt: inDays(-1), held: 1 }));
    expect(
      balancesAlong(
        lapsed,
        extendLot(lapsed, { grant: 'a', newExpiresAt: inDays(9), key: 'k', now: NOW }),
        NOW,
      ),
    ).toEqual([0, 0]);
    expect(balancesAlong(lapsed, reinstate(lapsed, { grant: 'a', owed: 0, id: 'r', now: NOW }), NOW)).toEqual(
      [0, 0, 0],
    );
  });

  it('counts a credit that grace brings back', () => {
    const held: Wallet = {
      ...wallet(lot('a', 0, { expiresAt: inDays(-1), held: 1 })),
      holds: [{ consultation: 's', version: 1, parts: [{ grant: 'a', quantity: 1 }] }],
    };
    const change = releaseHold(held, { consultation: 's', now: NOW, ourFault: true });
    expect(balancesAlong(held, change, NOW)).toEqual([0, 1]);
  });
});
