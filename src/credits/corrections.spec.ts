import { clawBack, extendLot, reinstate, voidLot } from './corrections';
import { type Lot } from './lots';
import { releaseHold } from './settlement';
import { consumeHold, emptyWallet, grantLot, holdCredits, type Wallet, WalletRefusal } from './wallet';

const DAY = 86_400_000;
const NOW = new Date('2026-11-22T12:00:00Z');
const inDays = (days: number): Date => new Date(NOW.getTime() + days * DAY);

function walletWith(total: number, expiresAt = inDays(30)): Wallet {
  const lot = {
    grant: 'lot',
    packageName: 'Pack',
    source: 'purchase' as const,
    priority: 100,
    grantedAt: NOW,
    expiresAt,
    bookBeforeExpiry: true,
    total,
  };
  return grantLot(emptyWallet('client'), lot, 'grant:1').wallet;
}
const only = (wallet: Wallet): Lot => {
  const [lot] = wallet.lots;
  if (!lot) throw new Error('no lot');
  return lot;
};
const held = (wallet: Wallet, quantity: number): Wallet =>
  holdCredits(wallet, { consultation: 'c', version: 1, quantity, now: NOW, startsAt: inDays(1) }).wallet;

describe('extending a lot', () => {
  it('moves its expiry and no credit', () => {
    const { wallet, movements } = extendLot(walletWith(4), {
      grant: 'lot',
      newExpiresAt: inDays(60),
      key: 'k',
      now: NOW,
    });
    expect(only(wallet)).toMatchObject({ expiresAt: inDays(60), available: 4 });
    expect(movements).toEqual([
      expect.objectContaining({
        kind: 'extend',
        quantity: 0,
        oldExpiresAt: inDays(30),
        newExpiresAt: inDays(60),
      }),
    ]);
  });
  it('refuses an earlier expiry', () => {
    expect(() =>
      extendLot(walletWith(4), { grant: 'lot', newExpiresAt: inDays(29), key: 'k', now: NOW }),
    ).toThrow(WalletRefusal);
  });
  it('does not raise what has lapsed', () => {
    expect(() =>
      extendLot(walletWith(4), { grant: 'lot', newExpiresAt: inDays(90), key: 'k', now: inDays(31) }),
    ).toThrow('lapsed');
  });
  it('keeps what is held alive and records the rest as lapsed', () => {
    const { wallet, movements } = extendLot(held(walletWith(4), 1), {
      grant: 'lot',
      newExpiresAt: inDays(90),
      key: 'k',
      now: inDays(31),
    });
    expect(only(wallet)).toMatchObject({ expired: 3, held: 1, available: 0, expiresAt: inDays(90) });
    expect(movements.map((movement) => movement.kind)).toEqual(['expire', 'extend']);
  });
});

describe('voiding a lot', () => {
  it('takes what is available out of use', () => {
    expect(only(voidLot(walletWith(4), 'lot', NOW).wallet)).toMatchObject({ available: 0, voided: 4 });
  });
  it('lets a booked session stand, and voids its credit if it comes back', () => {
    const voided = voidLot(held(walletWith(4), 1), 'lot', NOW).wallet;
    expect(only(voided)).toMatchObject({ held: 1, voided: 3 });
    expect(only(releaseHold(voided, { consultation: 'c', now: NOW, ourFault: true }).wallet)).toMatchObject({
      held: 0,
      voided: 4,
      available: 0,
    });
    expect(only(consumeHold(voided, 'c').wallet)).toMatchObject({ used: 1, voided: 3 });
  });
  it('cannot be done twice', () => {
    expect(() => voidLot(voidLot(walletWith(4), 'lot', NOW).wallet, 'lot', NOW)).toThrow('nothing_left');
  });
});

describe('taking credits back with their money', () => {
  it('takes what is unspent and says how many', () => {
    const { wallet, taken } = clawBack(held(walletWith(4), 3), {
      grant: 'lot',
      owed: 4,
      id: 're_1',
      now: NOW,
    });
    expect(taken).toBe(1);
    expect(only(wallet)).toMatchObject({ available: 0, held: 3, clawedBack: 1 });
  });
  it('counts as owed what is held, used or gone, and asks for it once', () => {
    const first = clawBack(held(walletWith(4), 3), { grant: 'lot', owed: 3, id: 're_1', now: NOW });
    expect([first.taken, first.short, only(first.wallet).owedBack]).toEqual([1, 2, 2]);
    const second = clawBack(first.wallet, { grant: 'lot', owed: 4, id: 're_2', now: NOW });
    expect([second.taken, second.short, only(second.wallet).owedBack, second.isNoted]).toEqual([
      0,
      1,
      3,
      true,
    ]);
  });
  it('takes what comes back of a held session while the lot owes some, in an entry of its own', () => {
    const { wallet } = clawBack(held(walletWith(4), 3), { grant: 'lot', owed: 3, id: 're_1', now: NOW });
    const back = releaseHold(wallet, { consultation: 'c', now: NOW, ourFault: false });
    expect(only(back.wallet)).toMatchObject({ available: 1, held: 0, clawedBack: 3, owedBack: 0 });
    expect(
      back.movements.map(({ kind, key, quantity, from, to, reason }) => [
        kind,
        key,
        quantity,
        from,
        to,
        reason,
      ]),
    ).toEqual([
      ['release', 'release:c:1', 3, 'held', 'available', undefined],
      ['clawback', 'clawback:release:c:1', 2, 'available', 'clawed_back', 'money-returned'],
    ]);
  });
  it('forgets what is owed before it gives back what was taken', () => {
    const { wallet } = clawBack(held(walletWith(4), 3), { grant: 'lot', owed: 4, id: 'du_1', now: NOW });
    const some = reinstate(wallet, { grant: 'lot', owed: 2, id: 'du_1', now: NOW });
    expect([some.returned, only(some.wallet).clawedBack, only(some.wallet).owedBack]).toEqual([0, 1, 1]);
    const all = reinstate(wallet, { grant: 'lot', owed: 0, id: 'du_1', now: NOW });
    expect([all.returned, only(all.wallet).available, only(all.wallet).owedBack]).toEqual([1, 1, 0]);
  });
  it('takes nothing of a lot that has lapsed', () => {
    expect(clawBack(walletWith(4), { grant: 'lot', owed: 4, id: 're_1', now: inDays(31) })).toMatchObject({
      taken: 0,
      movements: [],
    });
  });
  it('gives back exactly what was taken', () => {
    const taken = clawBack(walletWith(4), { grant: 'lot', owed: 2, id: 're_1', now: NOW });
    expect(
      only(reinstate(taken.wallet, { grant: 'lot', owed: 0, id: 're_1', now: NOW }).wallet),
    ).toMatchObject({ available: 4, clawedBack: 0 });
  });
  it('does not bring back to life what has lapsed meanwhile', () => {
    const taken = clawBack(walletWith(4), { grant: 'lot', owed: 2, id: 're_1', now: NOW });
    const back = reinstate(taken.wallet, { grant: 'lot', owed: 0, id: 're_1', now: inDays(31) });
    expect(only(back.wallet)).toMatchObject({ available: 0, clawedBack: 0, expired: 4 });
    expect(new Set(back.movements.map((movement) => movement.key)).size).toBe(3);
  });
  it('does not put back into use what staff have voided meanwhile', () => {
    const taken = clawBack(walletWith(4), { grant: 'lot', owed: 2, id: 're_1', now: NOW });
    const voided = voidLot(taken.wallet, 'lot', NOW);
    const back = reinstate(voided.wallet, { grant: 'lot', owed: 0, id: 're_1', now: NOW });
    expect(only(back.wallet)).toMatchObject({ available: 0, clawedBack: 0, voided: 4 });
    expect(new Set([...voided.movements, ...back.movements].map((movement) => movement.key)).size).toBe(3);
  });
});
