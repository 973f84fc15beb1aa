import fc from '../../tests/support/properties';

import { replay, type ReplayEntry } from './replay';
import { placesOf, releaseHold, restoreSpent, spendReturned } from './settlement';
import {
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

const NOW = new Date('2031-03-03T09:00:00Z');
const later = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);
const lot = (grant: string, total: number, expiresAt = later(10)) => ({
  grant,
  packageName: grant,
  source: 'purchase' as const,
  priority: 100,
  grantedAt: NOW,
  expiresAt,
  bookBeforeExpiry: false,
  total,
});

/** A wallet with its ledger, changed step by step. */
function story(...lots: ReturnType<typeof lot>[]) {
  let wallet: Wallet = emptyWallet('client');
  const ledger: Movement[] = [];
  const step = (change: (wallet: Wallet) => Change): Movement[] => {
    const { wallet: next, movements } = change(wallet);
    wallet = next;
    ledger.push(...movements);
    return movements;
  };
  for (const given of lots) step((current) => grantLot(current, given, `grant:${given.grant}`));
  const places = () => placesOf(ledger.filter((entry) => entry.consultation === 's'));
  return {
    ledger,
    wallet: () => wallet,
    step,
    hold: (quantity: number) =>
      step((current) =>
        holdCredits(current, { consultation: 's', version: 1, quantity, now: NOW, startsAt: later(1) }),
      ),
    consume: () => step((current) => consumeHold(current, 's')),
    release: (now: Date) =>
      step((current) => releaseHold(current, { consultation: 's', now, ourFault: false })),
    restore: (version: number, now: Date, ourFault = true) =>
      step((current) =>
        restoreSpent(current, { consultation: 's', version, places: places(), now, ourFault }),
      ),
    spend: (version: number, now: Date) =>
      step((current) => spendReturned(current, { consultation: 's', version, places: places(), now })),
  };
}

const numbers = (wallet: Wallet) =>
  wallet.lots.map(({ available, held, used, expired, voided }) => [available, held, used, expired, voided]);

describe('an outcome that is corrected', () => {
  it('from used to returned brings the credits back to the lots they were taken from', () => {
    const told = story(lot('a', 1), lot('b', 3, later(20)));
    told.hold(2);
    told.consume();
    const entries = told.restore(3, later(2));
    expect(entries.map(({ kind, from, to, grant, key }) => [kind, from, to, grant, key])).toEqual([
      ['release', 'consumed', 'available', 'a', 'release:s:3'],
      ['release', 'consumed', 'available', 'b', 'release:s:3'],
    ]);
    expect(numbers(told.wallet())).toEqual([
      [1, 0, 0, 0, 0],
      [3, 0, 0, 0, 0],
    ]);
  });

  it('after the lot has lapsed lives 30 days by grace when our side was at fault, else it is expired', () => {
    for (const ourFault of [true, false]) {
      const told = story(lot('a', 1));
      told.hold(1);
      told.consume();
      told.restore(3, later(11), ourFault);
      expect(numbers(told.wallet())).toEqual([ourFault ? [1, 0, 0, 0, 0] : [0, 0, 0, 1, 0]]);
      expect(told.wallet().lots[0]?.expiresAt).toEqual(ourFault ? later(41) : later(10));
    }
  });

  it('from returned to used takes what was returned, wherever that lies', () => {
    const inUse = story(lot('a', 1));
    inUse.hold(1);
    inUse.release(later(2));
    inUse.spend(3, later(2));
    expect(numbers(inUse.wallet())).toEqual([[0, 0, 1, 0, 0]]);
    const lapsed = story(lot('a', 1), lot('b', 1, later(20)));
    lapsed.hold(1);
    lapsed.release(later(2));
    lapsed.step((wallet) => expireLots(wallet, later(12)));
    lapsed.spend(3, later(12));
    expect(numbers(lapsed.wallet())).toEqual([
      [0, 0, 1, 0, 0],
      [1, 0, 0, 0, 0],
    ]);
  });

  it('takes other credits when the client has spent the returned ones, and is refused when there are none', () => {
    const told = story(lot('a', 1), lot('b', 1, later(20)));
    told.hold(1);
    told.release(later(2));
    told.step((wallet) =>
      holdCredits(wallet, {
        consultation: 'other',
        version: 1,
        quantity: 1,
        now: later(2),
        startsAt: later(3),
      }),
    );
    told.spend(3, later(2));
    expect(numbers(told.wallet())).toEqual([
      [0, 1, 0, 0, 0],
      [0, 0, 1, 0, 0],
    ]);
    const broke = story(lot('a', 1));
    broke.hold(1);
    broke.release(later(2));
    broke.step((wallet) =>
      holdCredits(wallet, {
        consultation: 'other',
        version: 1,
        quantity: 1,
        now: later(2),
        startsAt: later(3),
      }),
    );
    expect(() => broke.spend(3, later(2))).toThrow(WalletRefusal);
  });

  it('back and forth, any number of times, agrees with the ledger told again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.boolean(), { maxLength: 8 }),
        fc.integer({ min: 0, max: 25 }),
        (totals, faults, days) => {
          const told = story(
            ...totals.map((total, index) => lot(`lot${index}`, total, later(10 + index * 5))),
          );
          told.hold(
            Math.min(
              2,
              totals.reduce((sum, total) => sum + total, 0),
            ),
          );
          told.consume();
          let used = true;
          faults.forEach((ourFault, index) => {
            const now = later(days);
            if (used) told.restore(index + 3, now, ourFault);
            else told.spend(index + 3, now);
            used = !used;
          });
          const entries = told.ledger.map<ReplayEntry>((movement, index) => ({
            ...movement,
            seq: index + 1,
            cause: 'c',
            at: NOW,
            balanceAfter: 0,
          }));
          const again = replay(
            entries,
            (grant) => told.wallet().lots.find((candidate) => candidate.grant === grant)?.expiresAt,
          );
          expect(again.faults.filter(({ what }) => !what.startsWith('the balance'))).toEqual([]);
          for (const { grant, available, held, used: spent, expired } of told.wallet().lots) {
            expect(again.lots.get(grant)).toMatchObject({ available, held, consumed: spent, expired });
          }
        },
      ),
    );
  });
});
