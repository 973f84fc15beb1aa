import { AsyncLocalStorage } from 'node:async_hooks';
import { type Document, ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { DomainError } from './errors';
import { newId } from './ids';
import { nativeCollection, requireSession } from './store';

/** Ids of the records a request makes, by collection. One a process, whichever of the web server's bundles asks. */
type Ids = Map<string, string>;
const shared = globalThis as { [key: symbol]: AsyncLocalStorage<Ids> | undefined };
const ids = (shared[Symbol.for('insight-serenity.one-record')] ??= new AsyncLocalStorage<Ids>());

/**
 * Runs a request of Payload's REST API, however often: the record it makes has one id in all runs, so a second run
 * after a commit whose answer was lost meets its own record and makes no other.
 */
export const withOneRecord = <T>(work: () => T): T => ids.run(new Map(), work);

/** The id of the record that this request makes, or has made, in a collection. */
export const recordMade = (collection: string): string | undefined => ids.getStore()?.get(collection);

interface NewRecord {
  collection: 'credit-grants' | 'consultations';
  data: object & { id?: string };
  /** What the sender decides about it: a second save with other values is another request. */
  decided: readonly string[];
}

/** Whether a value as stored is the one that was sent. An instant may be written in many ways. */
const isSame = (stored: unknown, sent: unknown): boolean =>
  stored instanceof Date
    ? stored.getTime() === Date.parse(String(sent))
    : String(stored ?? '') === String(sent ?? '');

/**
 * The id of a record about to be made: the sender's (the admin's form keeps one while it is open), or this request's.
 * Costs a look at the database only when somebody saves in the admin.
 * @throws DomainError IDEMPOTENCY_CONFLICT when that record is there already, with other values
 */
export async function idOfNew(
  req: PayloadRequest,
  { collection, data, decided }: NewRecord,
): Promise<string> {
  const store = ids.getStore();
  if (!store) return data.id ?? newId();
  const id = data.id ?? store.get(collection) ?? newId();
  const made = ObjectId.isValid(id)
    ? await nativeCollection<Document>(req.payload, collection).findOne(
        { _id: new ObjectId(id) },
        { session: requireSession(req) },
      )
    : null;
  const sent = data as Record<string, unknown>;
  if (made && !decided.every((field) => isSame(made[field], sent[field]))) {
    throw new DomainError('IDEMPOTENCY_CONFLICT', {
      message: 'This form was saved already, with other values. Look at the list before you save it again.',
    });
  }
  store.set(collection, id);
  return id;
}
