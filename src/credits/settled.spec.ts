import { settledBy } from './settled';
import { releaseHold } from './settlement';
import { grantLot, holdCredits, type Movement, emptyWallet, type Wallet } from './wallet';

const NOW = new Date('2026-05-01T12:00:00.000Z');
const LATER = new Date('2026-06-15T12:00:00.000Z');

/** A lot of three until the first of June, two of it held for a session. */
function held(): Wallet {
  const lot = {
    grant: 'g',
    packageName: 'P',
    source: 'purchase' as const,
    priority: 100,
    grantedAt: NOW,
    expiresAt: new Date('2026-06-01T00:00:00.000Z'),
    bookBeforeExpiry: true,
    total: 3,
  };
  const { wallet } = grantLot(emptyWallet('c'), lot, 'grant:g');
  return holdCredits(wallet, { consultation: 's', version: 1, quantity: 2, now: NOW, startsAt: LATER })
    .wallet;
}
const NONE = { returned: 0, expired: 0, withdrawn: 0, takenBack: 0, byGrace: 0 };
const settled = (wallet: Wallet, now: Date, ourFault = false) =>
  settledBy(releaseHold(wallet, { consultation: 's', now, ourFault }).movements);
const withLot = (wallet: Wallet, change: object): Wallet => ({
  ...wallet,
  lots: wallet.lots.map((lot) => ({ ...lot, ...change })),
});

describe('the credits of a session that ends', () => {
  it('return to a lot that is good', () => expect(settled(held(), NOW)).toEqual({ ...NONE, returned: 2 }));
  it('expire at once with their lot', () => expect(settled(held(), LATER)).toEqual({ ...NONE, expired: 2 }));
  it('live on by grace when we are at fault, and the rest of the lot does not count', () =>
    expect(settled(held(), LATER, true)).toEqual({ ...NONE, returned: 2, byGrace: 2 }));
  it('are withdrawn with their lot', () =>
    expect(settled(withLot(held(), { isVoid: true }), NOW)).toEqual({ ...NONE, withdrawn: 2 }));
  it('are taken back when they return only on their way there', () => {
    const way: Movement[] = [
      { kind: 'release', key: 'a', grant: 'g', from: 'held', to: 'available', quantity: 2 },
      { kind: 'clawback', key: 'b', grant: 'g', from: 'available', to: 'clawed_back', quantity: 1 },
    ];
    expect(settledBy(way)).toEqual({ ...NONE, returned: 1, takenBack: 1 });
    expect(
      settledBy([{ kind: 'release', key: 'a', grant: 'g', from: 'held', to: 'clawed_back', quantity: 2 }]),
    ).toEqual({ ...NONE, takenBack: 2 });
  });
});
