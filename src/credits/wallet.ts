import { allocate, hasExpired, type Lot, type Part } from './lots';

/**
 * The projection of one client's ledger entries, and the pure rules that change it. Each rule returns the next
 * wallet and the entries that explain it, so that wallet and ledger cannot tell different stories.
 */
export type Account = 'issued' | 'available' | 'held' | 'consumed' | 'expired' | 'voided' | 'clawed_back';

export const ENTRY_KINDS = [
  'grant',
  'hold',
  'release',
  'consume',
  'expire',
  'extend',
  'void',
  'clawback',
  'reinstate',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export interface Hold {
  consultation: string;
  /** The version of the booking the hold was made for; part of its key for life. */
  version: number;
  parts: Part[];
}

export interface Wallet {
  client: string;
  /** Compared and set by every spend. */
  version: number;
  /** Sequence number of the client's last entry. */
  seq: number;
  lots: Lot[];
  holds: Hold[];
  /** The client has been above the low-balance threshold since the last warning, so that a fall is news. */
  lowBalanceArmed?: boolean;
  /** The entry with which it last fell to the threshold, and the client was warned. */
  lowBalanceSeq?: number;
}

export interface Movement {
  kind: EntryKind;
  key: string;
  grant: string;
  from: Account;
  to: Account;
  /** Credits, greater than zero; zero only for an extend, and for a void of what is all held. */
  quantity: number;
  consultation?: string;
  /** The expiry that has passed, or that an extension replaces. */
  oldExpiresAt?: Date;
  newExpiresAt?: Date;
  /** Its own reason, where it is not that of the whole posting. */
  reason?: string;
}

export interface Change {
  wallet: Wallet;
  movements: Movement[];
  /** What a lot owes back has changed: the wallet is to be written also when no credit moved. */
  isNoted?: boolean;
}

/** Why a change is refused. Translated to an error at the ledger. */
export class WalletRefusal extends Error {
  constructor(
    readonly reason:
      'insufficient' | 'already_held' | 'not_held' | 'no_such_lot' | 'not_later' | 'lapsed' | 'nothing_left',
  ) {
    super(reason);
  }
}

export const emptyWallet = (client: string): Wallet => ({ client, version: 0, seq: 0, lots: [], holds: [] });

const FIELD: Record<
  Exclude<Account, 'issued'>,
  keyof Lot & ('available' | 'held' | 'used' | 'expired' | 'voided' | 'clawedBack')
> = {
  available: 'available',
  held: 'held',
  consumed: 'used',
  expired: 'expired',
  voided: 'voided',
  clawed_back: 'clawedBack',
};

/** Applies one movement to a lot. The sum over its accounts stays its total. */
export function moveInLot(lot: Lot, from: Account, to: Account, quantity: number): Lot {
  const next = { ...lot };
  if (from !== 'issued') next[FIELD[from]] -= quantity;
  if (to !== 'issued') next[FIELD[to]] += quantity;
  if (from !== 'issued' && next[FIELD[from]] < 0) throw new WalletRefusal('insufficient');
  return next;
}

export function applyMovements(wallet: Wallet, movements: Movement[]): Wallet {
  const lots = wallet.lots.map((lot) =>
    movements
      .filter((movement) => movement.grant === lot.grant)
      .reduce((current, movement) => moveInLot(current, movement.from, movement.to, movement.quantity), lot),
  );
  return { ...wallet, lots };
}

export function grantLot(
  wallet: Wallet,
  lot: Omit<Lot, 'available' | 'held' | 'used' | 'expired' | 'voided' | 'clawedBack'>,
  key: string,
): Change {
  const empty: Lot = { ...lot, available: 0, held: 0, used: 0, expired: 0, voided: 0, clawedBack: 0 };
  const movements: Movement[] = [
    { kind: 'grant', key, grant: lot.grant, from: 'issued', to: 'available', quantity: lot.total },
  ];
  return { wallet: applyMovements({ ...wallet, lots: [...wallet.lots, empty] }, movements), movements };
}

export interface HoldRequest {
  consultation: string;
  version: number;
  quantity: number;
  now: Date;
  startsAt: Date;
}

/** @throws WalletRefusal insufficient, already_held */
export function holdCredits(wallet: Wallet, request: HoldRequest): Change {
  if (wallet.holds.some((hold) => hold.consultation === request.consultation))
    throw new WalletRefusal('already_held');
  const parts = allocate(wallet.lots, request.quantity, request.now, request.startsAt);
  if (!parts) throw new WalletRefusal('insufficient');
  const hold: Hold = { consultation: request.consultation, version: request.version, parts };
  const movements = parts.map<Movement>((part) => ({
    kind: 'hold',
    key: `hold:${hold.consultation}:${hold.version}`,
    grant: part.grant,
    from: 'available',
    to: 'held',
    quantity: part.quantity,
    consultation: hold.consultation,
  }));
  return { wallet: applyMovements({ ...wallet, holds: [...wallet.holds, hold] }, movements), movements };
}

/** The open hold of a booking, and the wallet without it. @throws WalletRefusal not_held */
export function takeHold(wallet: Wallet, consultation: string): { hold: Hold; rest: Wallet } {
  const hold = wallet.holds.find((open) => open.consultation === consultation);
  if (!hold) throw new WalletRefusal('not_held');
  return { hold, rest: { ...wallet, holds: wallet.holds.filter((open) => open !== hold) } };
}

/** The session took place (or was forfeited): the credit is spent. @throws WalletRefusal not_held */
export function consumeHold(wallet: Wallet, consultation: string): Change {
  const { hold, rest } = takeHold(wallet, consultation);
  const movements = hold.parts.map<Movement>((part) => ({
    kind: 'consume',
    key: `consume:${consultation}`,
    grant: part.grant,
    from: 'held',
    to: 'consumed',
    quantity: part.quantity,
    consultation,
  }));
  return { wallet: applyMovements(rest, movements), movements };
}

/** What lapsed unspent is recorded before a grace, so that grace revives the returned credit and nothing else. */
export function lapse(lot: Lot, now: Date): Movement[] {
  if (!hasExpired(lot, now) || lot.available === 0) return [];
  return [
    {
      kind: 'expire',
      key: `expire:${lot.grant}:${lot.expiresAt.toISOString()}`,
      grant: lot.grant,
      from: 'available',
      to: 'expired',
      quantity: lot.available,
      oldExpiresAt: lot.expiresAt,
    },
  ];
}

/** Records what has lapsed. The credit was already unspendable: this only writes it down. */
export function expireLots(wallet: Wallet, now: Date): Change {
  const movements = wallet.lots.flatMap((lot) => lapse(lot, now));
  return { wallet: applyMovements(wallet, movements), movements };
}
