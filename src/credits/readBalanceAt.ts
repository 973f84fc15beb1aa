import { ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { nativeCollection } from '@/platform/store';

import { type Balance, balanceOf } from './balance';
import { type LedgerEntry } from './ledger';
import { type Lot } from './lots';
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
  return { ...moved, ...(entry.newExpiresAt ? { expiresAt: entry.newExpiresAt } : {}), ...(entry.kind === 'void' ? { isVoid: true } : {}) };
}

/**
 * What a client owned at a past moment, told again from the entries up to then; expiry as it stood then.
 * Two commands, which read the client's history.
 */
export async function readBalanceAt(payload: Payload, clientId: string, at: Date): Promise<Balance> {
  const client = new ObjectId(clientId);
  const entries = await nativeCollection<LedgerEntry>(payload, 'transactions').find({ client, at: { $lte: at } }).sort({ seq: 1 }).toArray();
  const grants = await nativeCollection<GrantRow>(payload, 'credit-grants').find({ client }).toArray();
  const lots = new Map<string, Lot>();
  for (const entry of entries) {
    const id = entry.grant.toHexString();
    const grant = grants.find((candidate) => candidate._id.equals(entry.grant));
    const lot = lots.get(id) ?? (grant ? lotOf(grant) : null);
    if (lot) lots.set(id, apply(lot, entry));
  }
  return balanceOf({ lots: [...lots.values()] }, at);
}
