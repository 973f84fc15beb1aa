import { type Payload } from 'payload';

import { type Transaction } from '@/payload-types';
import { refIdOrNull } from '@/platform/refs';

export interface HistoryEntry {
  id: string;
  at: string;
  kind: string;
  quantity: number;
  from: string;
  to: string;
  packageName: string;
  consultationId: string | null;
  paymentId: string | null;
  reason: string | null;
  /** `you`, `our team` or `automatic` for a client; the full actor for staff. */
  actor: string;
  balanceAfter: number;
}

export interface History {
  docs: HistoryEntry[];
  totalDocs: number;
  page: number;
  totalPages: number;
}

const actorForClient = (actor: string): string => {
  if (actor.startsWith('client:')) return 'you';
  return actor.startsWith('staff:') ? 'our team' : 'automatic';
};

const READ = { collection: 'transactions', depth: 1, populate: { 'credit-grants': { packageName: true } }, overrideAccess: true } as const;

const entryOf = (entry: Transaction, forStaff: boolean): HistoryEntry => ({
  id: entry.id,
  at: entry.at ?? '',
  kind: entry.kind ?? '',
  quantity: entry.quantity ?? 0,
  from: entry.from ?? '',
  to: entry.to ?? '',
  packageName: typeof entry.grant === 'object' ? (entry.grant.packageName ?? '') : '',
  consultationId: refIdOrNull(entry.consultation),
  paymentId: refIdOrNull(entry.payment),
  reason: entry.reason ?? null,
  actor: forStaff ? (entry.actor ?? '') : actorForClient(entry.actor ?? ''),
  balanceAfter: entry.balanceAfter ?? 0,
});

/** Each movement of a client's credits, newest first. */
export async function readHistory(input: { payload: Payload; clientId: string; page: number; limit: number; forStaff: boolean }): Promise<History> {
  const { payload, clientId, page, limit, forStaff } = input;
  const found = await payload.find({ ...READ, where: { client: { equals: clientId } }, sort: '-seq', page, limit });
  return { docs: found.docs.map((entry) => entryOf(entry, forStaff)), totalDocs: found.totalDocs, page: found.page ?? 1, totalPages: found.totalPages };
}

/** All movements of [from, to), oldest first, as the client sees them. */
export async function historyEntries(input: { payload: Payload; clientId: string; from: Date; to: Date }): Promise<HistoryEntry[]> {
  const period = { greater_than_equal: input.from.toISOString(), less_than: input.to.toISOString() };
  const found = await input.payload.find({ ...READ, where: { client: { equals: input.clientId }, at: period }, sort: 'seq', pagination: false });
  return found.docs.map((entry) => entryOf(entry, false));
}
