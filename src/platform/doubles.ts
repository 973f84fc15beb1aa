import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { databaseOf } from './store';

/** Compares letters without regard to case. */
export const CASELESS = { locale: 'en', strength: 2 } as const;

interface OnlyOnce {
  collection: string;
  key: Record<string, 1 | -1>;
  where?: Document;
  caseless?: true;
}

/** How many are named: whoever merges them looks again. */
const NAMED = 5;

interface Double extends Document {
  _id: Record<string, unknown>;
  ids: unknown[];
}

/** The values that must be there once and are there more often, with the ids of their records, in words. */
export async function doublesOf(
  payload: Payload,
  { collection, key, where = {}, caseless }: OnlyOnce,
): Promise<string[]> {
  const fields = Object.keys(key);
  const found = await databaseOf(payload)
    .collection(collection)
    .aggregate<Double>(
      [
        { $match: where },
        {
          $group: {
            _id: Object.fromEntries(fields.map((field) => [field, `$${field}`])),
            ids: { $push: '$_id' },
          },
        },
        { $match: { 'ids.1': { $exists: true } } },
        { $sort: { _id: 1 } },
        { $limit: NAMED },
      ],
      { ...(caseless ? { collation: CASELESS } : {}), allowDiskUse: true },
    )
    .toArray();
  return found.map(({ _id, ids }) => {
    const values = fields.map((field) => `${field} ${JSON.stringify(_id[field] ?? null)}`);
    return `${values.join(' and ')} is there ${ids.length} times (${ids.slice(0, NAMED).map(String).join(', ')})`;
  });
}
