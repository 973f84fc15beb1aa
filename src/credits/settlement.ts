import { allocate, hasExpired, type Lot } from './lots';
import {
  type Account,
  applyMovements,
  type Change,
  lapse,
  type Movement,
  takeHold,
  type Wallet,
  WalletRefusal,
} from './wallet';

/**
 * How credits come back from a booking, and what becomes of them when its outcome is corrected afterwards. Pure, like
 * the rest of the wallet. Source: docs/domain.md#credits docs/decisions/0017-a-corrected-outcome-is-more-entries.md
 */
export interface ReleaseRequest {
  consultation: string;
  now: Date;
  /** Our side was at fault: a credit whose lot has lapsed meanwhile lives 30 days more. */
  ourFault: boolean;
}

const GRACE_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * The credit goes back to its own lot; if that has lapsed, by grace or not at all; if its money is away, it
 * is taken.
 * @throws WalletRefusal not_held
 */
export function releaseHold(wallet: Wallet, request: ReleaseRequest): Change {
  const { hold, rest } = takeHold(wallet, request.consultation);
  return giveBack(rest, {
    ...request,
    key: `release:${request.consultation}:${hold.version}`,
    parts: hold.parts.map((part) => ({ ...part, account: 'held' as const })),
  });
}

/** Credits of a lot in the account where they are now. */
export interface Placed {
  grant: string;
  quantity: number;
  account: Account;
}

interface GiveBack extends ReleaseRequest {
  key: string;
  parts: Placed[];
}

function giveBack(wallet: Wallet, { key, parts, consultation, now, ourFault }: GiveBack): Change {
  let { lots } = wallet;
  const movements: Movement[] = [];
  for (const { grant, quantity, account } of parts) {
    const lot = lotOf(lots, grant);
    const lapsed = hasExpired(lot, now);
    const saved = lapsed && ourFault && !lot.isVoid;
    if (saved) {
      const newExpiresAt = new Date(now.getTime() + GRACE_DAYS * DAY_MS);
      movements.push(...lapse(lot, now));
      movements.push({
        kind: 'extend',
        key: `extend:grace:${key}`,
        grant,
        from: 'available',
        to: 'available',
        quantity: 0,
        consultation,
        oldExpiresAt: lot.expiresAt,
        newExpiresAt,
      });
      lots = lots.map((candidate) =>
        candidate.grant === grant ? { ...candidate, expiresAt: newExpiresAt } : candidate,
      );
    }
    const to = returnAccount(lot, lapsed && !saved);
    movements.push({
      key,
      grant,
      quantity,
      consultation,
      kind: 'release',
      from: account,
      to,
      ...(to === 'expired' ? { oldExpiresAt: lot.expiresAt } : {}),
    });
    const due = to === 'available' ? Math.min(quantity, lot.owedBack ?? 0) : 0;
    if (due === 0) continue;
    // Its money went back while it was held or used: it is not the client's to spend again.
    movements.push({
      kind: 'clawback',
      key: `clawback:${key}`,
      grant,
      from: 'available',
      to: 'clawed_back',
      quantity: due,
      consultation,
      reason: 'money-returned',
    });
    lots = lots.map((candidate) =>
      candidate.grant === grant ? { ...candidate, owedBack: (lot.owedBack ?? 0) - due } : candidate,
    );
  }
  return { wallet: applyMovements({ ...wallet, lots }, movements), movements };
}

/** Where a returned credit goes: back into use, unless its lot is void or has lapsed. */
function returnAccount(lot: Lot, lapsed: boolean): Account {
  if (lot.isVoid) return 'voided';
  return lapsed ? 'expired' : 'available';
}

function lotOf(lots: readonly Lot[], grant: string): Lot {
  const lot = lots.find((candidate) => candidate.grant === grant);
  if (!lot) throw new WalletRefusal('no_such_lot');
  return lot;
}

/** Where the credits of an ended booking lie by its entries: used, or where they were returned to. */
export function placesOf(
  entries: readonly { grant: string; from: Account; to: Account; quantity: number }[],
): Placed[] {
  const net = new Map<string, Placed>();
  const add = (grant: string, account: Account, quantity: number): void => {
    const key = `${grant}:${account}`;
    net.set(key, { grant, account, quantity: (net.get(key)?.quantity ?? 0) + quantity });
  };
  for (const entry of entries) {
    if (entry.quantity === 0) continue;
    if (entry.from !== 'held' && entry.to === 'held') continue;
    if (entry.from !== 'held') add(entry.grant, entry.from, -entry.quantity);
    add(entry.grant, entry.to, entry.quantity);
  }
  return [...net.values()].filter(({ quantity }) => quantity > 0);
}

export interface Resettlement {
  consultation: string;
  /** Of the booking, which has risen with the correction: part of the key. */
  version: number;
  /** From `placesOf`. */
  places: readonly Placed[];
  now: Date;
}

/** The outcome was corrected: what was used comes back, as if the hold had been released now. */
export function restoreSpent(
  wallet: Wallet,
  { consultation, version, places, now, ourFault }: Resettlement & { ourFault: boolean },
): Change {
  const parts = places.filter(({ account }) => account === 'consumed');
  return giveBack(wallet, { consultation, now, ourFault, parts, key: `release:${consultation}:${version}` });
}

/**
 * The outcome was corrected: what was returned is used after all. From where it was returned to; what the client has
 * spent elsewhere meanwhile, from the lots that burn first. @throws WalletRefusal insufficient
 */
export function spendReturned(wallet: Wallet, { consultation, version, places, now }: Resettlement): Change {
  const base = {
    kind: 'consume',
    key: `consume:${consultation}:${version}`,
    to: 'consumed',
    consultation,
  } as const;
  let current = wallet;
  let missing = 0;
  const movements: Movement[] = [];
  const take = (grant: string, from: Account, quantity: number): void => {
    if (quantity === 0) return;
    const movement = { ...base, grant, from, quantity };
    current = applyMovements(current, [movement]);
    movements.push(movement);
  };
  for (const { grant, account, quantity } of places.filter((place) => place.account !== 'consumed')) {
    if (account !== 'available') {
      take(grant, account, quantity);
      continue;
    }
    const lot = lotOf(current.lots, grant);
    const there = Math.min(lot.available, quantity);
    // Lapsed since it was returned: it could not have been spent any more.
    const lapsed = hasExpired(lot, now) ? Math.min(lot.expired, quantity - there) : 0;
    take(grant, 'available', there);
    take(grant, 'expired', lapsed);
    missing += quantity - there - lapsed;
  }
  const others = missing === 0 ? [] : allocate(current.lots, missing, now, now);
  if (!others) throw new WalletRefusal('insufficient');
  for (const part of others) take(part.grant, 'available', part.quantity);
  return { wallet: current, movements };
}
