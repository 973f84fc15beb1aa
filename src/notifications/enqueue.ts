import { ObjectId } from 'mongodb';
import { type Payload, type PayloadRequest } from 'payload';

import { type TemplateKey } from '@/emails/catalog';
import { type Actor } from '@/platform/actor';
import { now } from '@/platform/clock';
import { nativeCollection, requireSession } from '@/platform/store';
import { duplicateKey, inTransaction } from '@/platform/transaction';

import { freshlyOwed, type MessageRow } from './message';

/** A mail owed to one recipient for one cause. */
export interface MessageOrder {
  template: TemplateKey;
  /** What tells two mails of one template apart: cause and version, e.g. `<consultation>:v1`. */
  cause: string;
  client?: string;
  consultant?: string;
  staff?: string;
  consultation?: string;
  /** The booking version the mail speaks of; a later version makes it stale. */
  version?: number;
  payment?: string;
  grant?: string;
  /** What the reader must be told that the records will not say later (reason, credit effect, old time). */
  facts?: Record<string, string>;
  /** Not before; at once when not given. */
  dueAt?: Date;
  /** Useless after this instant: dropped. */
  notAfter?: Date;
}

const recipientOf = (order: MessageOrder): string => {
  if (order.client) return `client:${order.client}`;
  if (order.consultant) return `consultant:${order.consultant}`;
  return `staff:${order.staff}`;
};

/** `booking-confirmation-client:<consultation>:v1:client:<id>`: the same cause cannot be told twice. */
export const messageKey = (order: MessageOrder): string =>
  `${order.template}:${order.cause}:${recipientOf(order)}`;

const id = (value: string | undefined): ObjectId | undefined => (value ? new ObjectId(value) : undefined);

/** Records mails in the transaction of their cause; a worker sends them after the commit. One command. */
export async function enqueue(req: PayloadRequest, orders: MessageOrder[]): Promise<void> {
  if (orders.length === 0) return;
  const at = now();
  const rows = orders.map<MessageRow>((order) => ({
    _id: new ObjectId(),
    key: messageKey(order),
    template: order.template,
    client: id(order.client),
    consultant: id(order.consultant),
    staff: id(order.staff),
    consultation: id(order.consultation),
    version: order.version,
    payment: id(order.payment),
    grant: id(order.grant),
    facts: order.facts ?? {},
    notAfter: order.notAfter,
    ...freshlyOwed(at, order.dueAt),
  }));
  await nativeCollection<MessageRow>(req.payload, 'messages').insertMany(rows, {
    session: requireSession(req),
    ignoreUndefined: true,
  });
}

/**
 * Records the mails that are not there yet, in a transaction of its own: for jobs that derive from records what is
 * owed. Running it twice, late or on two workers owes nothing twice. @returns how many were new
 */
export async function oweMissing(payload: Payload, actor: Actor, orders: MessageOrder[]): Promise<number> {
  if (orders.length === 0) return 0;
  const known = nativeCollection<MessageRow>(payload, 'messages').find(
    { key: { $in: orders.map(messageKey) } },
    { projection: { key: 1 } },
  );
  const present = new Set((await known.toArray()).map((row) => row.key));
  const missing = orders.filter((order) => !present.has(messageKey(order)));
  if (missing.length === 0) return 0;
  try {
    await inTransaction({ payload, context: { actor } }, (req) => enqueue(req, missing));
    return missing.length;
  } catch (error) {
    if (!duplicateKey(error)) throw error;
    // Another worker was first with one of them; the others are owed one by one.
    if (missing.length === 1) return 0;
    let owed = 0;
    for (const order of missing) owed += await oweMissing(payload, actor, [order]);
    return owed;
  }
}
