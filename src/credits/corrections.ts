import { hasExpired, type Lot } from './lots';
import { applyMovements, type Change, lapse, type Movement, type Wallet, WalletRefusal } from './wallet';

/**
 * Corrections of a lot: by staff (extend, void), by the money going back (claw back) or coming back (reinstate).
 * Pure, like the rest of the wallet: each returns the next wallet and the entries that explain it.
 */
function lotOf(wallet: Wallet, grant: string): Lot {
  const lot = wallet.lots.find((candidate) => candidate.grant === grant);
  if (!lot) throw new WalletRefusal('no_such_lot');
  return lot;
}

const replaceLot = (wallet: Wallet, grant: string, change: Partial<Lot>): Wallet => ({
  ...wallet,
  lots: wallet.lots.map((lot) => (lot.grant === grant ? { ...lot, ...change } : lot)),
});

export interface Extension {
  grant: string;
  newExpiresAt: Date;
  key: string;
  now: Date;
}

/**
 * Moves the expiry of a lot to a later time. What had lapsed unspent is recorded as expired first and stays so:
 * an extension keeps credits alive, it does not raise them. @throws WalletRefusal not_later, lapsed
 */
export function extendLot(wallet: Wallet, { grant, newExpiresAt, key, now }: Extension): Change {
  const lot = lotOf(wallet, grant);
  if (newExpiresAt <= lot.expiresAt || newExpiresAt <= now) throw new WalletRefusal('not_later');
  if (hasExpired(lot, now) && lot.held === 0) throw new WalletRefusal('lapsed');
  const movements: Movement[] = [
    ...lapse(lot, now),
    {
      kind: 'extend',
      key,
      grant,
      from: 'available',
      to: 'available',
      quantity: 0,
      oldExpiresAt: lot.expiresAt,
      newExpiresAt,
    },
  ];
  return {
    wallet: replaceLot(applyMovements(wallet, movements), grant, { expiresAt: newExpiresAt }),
    movements,
  };
}

/**
 * Takes all that is available of a lot out of use. What is held stays with its booking; if it comes back, it is
 * void as well. @throws WalletRefusal nothing_left
 */
export function voidLot(wallet: Wallet, grant: string, now: Date): Change {
  const lot = lotOf(wallet, grant);
  if (lot.isVoid || lot.available + lot.held === 0 || (hasExpired(lot, now) && lot.held === 0))
    throw new WalletRefusal('nothing_left');
  const lapsed = lapse(lot, now);
  const left = lapsed.length > 0 ? 0 : lot.available;
  const movements: Movement[] = [
    ...lapsed,
    // Also with nothing available: the entry says that what is held is void when it comes back.
    { kind: 'void', key: `void:${grant}`, grant, from: 'available', to: 'voided', quantity: left },
  ];
  return { wallet: replaceLot(applyMovements(wallet, movements), grant, { isVoid: true }), movements };
}

export interface Reversing {
  grant: string;
  /** Credits of the lot that should be away by now, for all money that is: taken, or owed. */
  owed: number;
  /** The refund or dispute. */
  id: string;
  now: Date;
}

export interface ClawedBack extends Change {
  taken: number;
  /** Credits that could not be taken as well: the lot owes them from now on. */
  short: number;
}

/**
 * Takes unspent credits back because their money went back. What is spent, held or lapsed cannot be taken: the lot owes
 * it, and pays with what comes back.
 */
export function clawBack(wallet: Wallet, { grant, owed, id, now }: Reversing): ClawedBack {
  const lot = lotOf(wallet, grant);
  const owing = lot.owedBack ?? 0;
  const wanted = Math.max(0, owed - lot.clawedBack - owing);
  const taken = hasExpired(lot, now) ? 0 : Math.min(lot.available, wanted);
  const short = wanted - taken;
  const movements: Movement[] =
    taken === 0
      ? []
      : [
          {
            kind: 'clawback',
            key: `clawback:${id}`,
            grant,
            from: 'available',
            to: 'clawed_back',
            quantity: taken,
          },
        ];
  return {
    wallet: replaceLot(applyMovements(wallet, movements), grant, { owedBack: owing + short }),
    movements,
    taken,
    short,
    isNoted: true,
  };
}

/**
 * The money of a refund that failed, or of a dispute that was won, stayed: what the lot still owed goes first, and what
 * was taken beyond what is still due is given back. That shares the fate of its lot: void when staff have taken that
 * out of use, lapsed when it has lapsed meanwhile. @returns how many were given back
 */
export function reinstate(
  wallet: Wallet,
  { grant, owed, id, now }: Reversing,
): Change & { returned: number } {
  const lot = lotOf(wallet, grant);
  const returned = Math.max(0, lot.clawedBack - owed);
  const owedBack = Math.max(0, owed - (lot.clawedBack - returned));
  const noted = replaceLot(wallet, grant, { owedBack });
  if (returned === 0) return { wallet: noted, movements: [], returned, isNoted: true };
  const back: Movement = {
    kind: 'reinstate',
    key: `reinstate:${id}`,
    grant,
    from: 'clawed_back',
    to: 'available',
    quantity: returned,
  };
  const movements = [...lapse(lot, now), back, ...fateOf({ ...lot, available: returned }, id, now)];
  return { wallet: applyMovements(noted, movements), movements, returned };
}

/** Under keys of their own: the first void or lapse of the lot may be on record already. */
function fateOf(lot: Lot, id: string, now: Date): Movement[] {
  if (lot.isVoid)
    return [
      {
        kind: 'void',
        key: `void:${lot.grant}:reinstated:${id}`,
        grant: lot.grant,
        from: 'available',
        to: 'voided',
        quantity: lot.available,
      },
    ];
  return lapse(lot, now).map((movement) => ({ ...movement, key: `expire:${lot.grant}:reinstated:${id}` }));
}
