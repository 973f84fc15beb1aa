import { type MongooseAdapter } from '@payloadcms/db-mongodb';
import { type ClientSession, type Collection, type Db, type Document } from 'mongodb';
import { type Payload, type PayloadRequest } from 'payload';

const adapterOf = (payload: Payload): MongooseAdapter => payload.db as unknown as MongooseAdapter;

/** The native database. For what Payload's API has no word for: compare-and-set, many inserts in one command. */
export function databaseOf(payload: Payload): Db {
  const db = adapterOf(payload).connection.db;
  if (!db) throw new Error('The database is not connected.');
  return db as unknown as Db;
}

/**
 * The native collection behind a Payload collection, or one of the platform's own.
 * Writes through it skip Payload's hooks and access: only the single writer of a collection uses it.
 */
export function nativeCollection<T extends Document>(payload: Payload, name: string): Collection<T> {
  return databaseOf(payload).collection<T>(name);
}

/** The session of the transaction this request runs in, or undefined outside one. */
export function sessionOf(req: Pick<PayloadRequest, 'payload' | 'transactionID'>): ClientSession | undefined {
  const id = req.transactionID;
  if (id === undefined || id instanceof Promise) return undefined;
  return adapterOf(req.payload).sessions[id] as ClientSession | undefined;
}

/** The session of the transaction, for writes that must never happen outside one. */
export function requireSession(req: Pick<PayloadRequest, 'payload' | 'transactionID'>): ClientSession {
  const session = sessionOf(req);
  if (!session) throw new Error('This write belongs in a transaction and was called outside one.');
  return session;
}
