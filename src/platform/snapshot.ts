import { type ClientSession, type Document, type Filter, ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { databaseOf, nativeCollection } from './store';

/**
 * Reads several collections as of one moment, while others write: without it a check would compare a wallet of
 * now with entries of a second ago. MongoDB keeps a moment for five minutes.
 */
export async function atOneMoment<T>(
  payload: Payload,
  read: (session: ClientSession) => Promise<T>,
): Promise<T> {
  const session = databaseOf(payload).client.startSession({ snapshot: true });
  try {
    return await read(session);
  } finally {
    await session.endSession();
  }
}

const PAGE = 200;

/**
 * Visits a collection in pages, in the order of ids. What `visit` reads in the session is of the same moment as
 * its page; the next page has a later one, so a large collection fits in memory and in time.
 */
export async function eachPage<T extends Document & { _id: ObjectId }>(
  payload: Payload,
  input: { collection: string; where?: Filter<Document>; fields: (keyof T & string)[] },
  visit: (page: T[], session: ClientSession) => Promise<void>,
): Promise<void> {
  const rows = nativeCollection<Document & { _id: ObjectId }>(payload, input.collection);
  const projection = Object.fromEntries(input.fields.map((field) => [field, 1]));
  for (let after = new ObjectId('0'.repeat(24)), more = true; more;) {
    await atOneMoment(payload, async (session) => {
      const where = { $and: [{ _id: { $gt: after } }, input.where ?? {}] } as Filter<
        Document & { _id: ObjectId }
      >;
      const page = (await rows
        .find(where, { session, projection })
        .sort({ _id: 1 })
        .limit(PAGE)
        .toArray()) as unknown as T[];
      if (page.length > 0) await visit(page, session);
      more = page.length === PAGE;
      after = page.at(-1)?._id ?? after;
    });
  }
}

/** Groups rows by what they belong to. */
export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}
