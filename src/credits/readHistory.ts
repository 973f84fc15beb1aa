import { type Payload, type Where } from 'payload';

import { type Transaction } from '@/payload-types';
import { refIdOrNull } from '@/platform/refs';

import { type EntryFacts, explainEntry } from './explainEntry';
import { type EntryKind } from './wallet';

export interface HistoryEntry {
  id: string;
  at: string;
  kind: string;
  /** What happened, and why, in words for the client. */
  what: string;
  why: string;
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

/** An entry with the records it points to, and of those what its explanation needs. */
const READ = {
  collection: 'transactions',
  depth: 2,
  select: { client: false },
  populate: {
    'credit-grants': { packageName: true, source: true },
    consultations: { startsAt: true, consultant: true },
    consultants: { name: true },
    payments: { amount: true, currency: true, invoiceNumber: true, reversals: true },
  },
  overrideAccess: true,
} as const;

/** An entry as READ answers it. */
type Read = Omit<Transaction, 'client'>;

interface StoredReversal {
  id: string;
  kind: 'refund' | 'dispute';
  amount: number;
  state: string;
}

function factsOf(entry: Read): EntryFacts {
  const grant = entry.grant && typeof entry.grant === 'object' ? entry.grant : null;
  const payment = entry.payment && typeof entry.payment === 'object' ? entry.payment : null;
  const session = entry.consultation && typeof entry.consultation === 'object' ? entry.consultation : null;
  const consultant =
    session?.consultant && typeof session.consultant === 'object'
      ? session.consultant.name
      : 'your consultant';
  const reversals = (payment?.reversals ?? []) as unknown as StoredReversal[];
  return {
    kind: entry.kind as EntryKind,
    from: entry.from ?? '',
    to: entry.to ?? '',
    quantity: entry.quantity ?? 0,
    reason: entry.reason ?? null,
    packageName: grant?.packageName ?? '',
    source: grant?.source ?? null,
    session: session ? { consultant, startsAt: session.startsAt } : null,
    payment: payment
      ? {
          amount: payment.amount ?? 0,
          currency: payment.currency,
          invoiceNumber: payment.invoiceNumber ?? null,
        }
      : null,
    reversal: reversals.find(({ id }) => entry.cause === `reversal:${id}`) ?? null,
    oldExpiresAt: entry.oldExpiresAt ?? null,
    newExpiresAt: entry.newExpiresAt ?? null,
  };
}

function entryOf(entry: Read, zone: string, forStaff: boolean): HistoryEntry {
  const facts = factsOf(entry);
  return {
    id: entry.id,
    at: entry.at ?? '',
    kind: facts.kind,
    ...explainEntry(facts, zone),
    quantity: facts.quantity,
    from: facts.from,
    to: facts.to,
    packageName: facts.packageName,
    consultationId: refIdOrNull(entry.consultation),
    paymentId: refIdOrNull(entry.payment),
    reason: facts.reason,
    actor: forStaff ? (entry.actor ?? '') : actorForClient(entry.actor ?? ''),
    balanceAfter: entry.balanceAfter ?? 0,
  };
}

export interface HistoryQuery {
  payload: Payload;
  clientId: string;
  /** The client's zone, for the times in explanations. */
  zone: string;
  /** Only these kinds of entry; all when empty. */
  kinds: readonly EntryKind[];
  page: number;
  limit: number;
  forStaff: boolean;
}

/** Each movement of a client's credits, newest first. */
export async function readHistory({
  payload,
  clientId,
  zone,
  kinds,
  page,
  limit,
  forStaff,
}: HistoryQuery): Promise<History> {
  const where: Where = {
    client: { equals: clientId },
    ...(kinds.length > 0 ? { kind: { in: [...kinds] } } : {}),
  };
  const found = await payload.find({ ...READ, where, sort: '-seq', page, limit });
  return {
    docs: found.docs.map((entry) => entryOf(entry, zone, forStaff)),
    totalDocs: found.totalDocs,
    page: found.page ?? 1,
    totalPages: found.totalPages,
  };
}

/** All movements of [from, to), oldest first, as the client sees them. */
export async function historyEntries(input: {
  payload: Payload;
  clientId: string;
  zone: string;
  from: Date;
  to: Date;
}): Promise<HistoryEntry[]> {
  const period = { greater_than_equal: input.from.toISOString(), less_than: input.to.toISOString() };
  const found = await input.payload.find({
    ...READ,
    where: { client: { equals: input.clientId }, at: period },
    sort: 'seq',
    pagination: false,
  });
  return found.docs.map((entry) => entryOf(entry, input.zone, false));
}
