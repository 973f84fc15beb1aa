import { ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { nativeCollection } from '@/platform/store';

import { type Balance, balanceOf } from './balance';
import { type LedgerEntry } from './ledger';
import { type Lot } from './lots';
import { type Told, toldOf } from './told';
import { moveInLot } from './wallet';

interface GrantRow {
  _id: ObjectId;
  packageName: string;
  source: Lot['source'];
  priority: number;
  createdAt: Date;
  expiresAt: Date;
  bookBeforeExpiry: boolean;
  credits: number;
}

const lotOf = (grant: GrantRow): Lot => ({
  grant: grant._id.toHexString(),
  packageName: grant.packageName,
  source: grant.source,
  priority: grant.priority,
  grantedAt: new Date(grant.createdAt),
  expiresAt: new Date(grant.expiresAt),
  bookBeforeExpiry: grant.bookBeforeExpiry,
  total: grant.credits,
  available: 0,
  held: 0,
  used: 0,
  expired: 0,
  voided: 0,
  clawedBack: 0,
});

function apply(lot: Lot, entry: LedgerEntry): Lot {
  const moved = moveInLot(lot, entry.from, entry.to, entry.quantity);
  return {
    ...moved,
    ...(entry.newExpiresAt ? { expiresAt: entry.newExpiresAt } : {}),
    ...(entry.kind === 'void' ? { isVoid: true } : {}),
  };
}

interface History {
  entries: readonly LedgerEntry[];
  grants: readonly GrantRow[];
}

/** A client's entries, all or up to a moment, and the grants they speak of. Two commands. */
async function readHistoryOf(payload: Payload, clientId: string, until?: Date): Promise<History> {
  const client = new ObjectId(clientId);
  const entries = await nativeCollection<LedgerEntry>(payload, 'transactions')
    .find({ client, ...(until ? { at: { $lte: until } } : {}) })
    .sort({ seq: 1 })
    .toArray();
  return {
    entries,
    grants: await nativeCollection<GrantRow>(payload, 'credit-grants').find({ client }).toArray(),
  };
}

/** The lots as some entries leave them. Pure. */
function lotsAfter(entries: readonly LedgerEntry[], grants: readonly GrantRow[]): Lot[] {
  const lots = new Map<string, Lot>();
  for (const entry of entries) {
    const id = entry.grant.toHexString();
    const grant = grants.find((candidate) => candidate._id.equals(entry.grant));
    const lot = lots.get(id) ?? (grant ? lotOf(grant) : null);
    if (lot) lots.set(id, apply(lot, entry));
  }
  return [...lots.values()];
}

/**
 * What a client owned at a past moment, told again from the entries up to then; expiry as it stood then.
 * Two commands, which read the client's history.
 */
export async function readBalanceAt(payload: Payload, clientId: string, at: Date): Promise<Balance> {
  const { entries, grants } = await readHistoryOf(payload, clientId, at);
  return balanceOf({ lots: lotsAfter(entries, grants) }, at);
}

/**
 * What a client could spend before and after the entries of one cause, at their instant; null when there are none.
 * By the entries and not by the clock: they are written some milliseconds after the record that causes them.
 */
export async function readBalanceAround(
  payload: Payload,
  clientId: string,
  cause: string,
): Promise<Told | null> {
  const { entries, grants } = await readHistoryOf(payload, clientId);
  const first = entries.findIndex((entry) => entry.cause === cause);
  const last = entries.findLastIndex((entry) => entry.cause === cause);
  const entry = entries[last];
  if (!entry) return null;
  const upTo = (end: number) => ({ lots: lotsAfter(entries.slice(0, end), grants) });
  return toldOf({ before: upTo(first), wallet: upTo(last + 1) }, entry.at);
}
