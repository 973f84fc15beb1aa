import { type Document, type IndexSpecification } from 'mongodb';
import { type Payload } from 'payload';

import { CASELESS, doublesOf } from './doubles';
import { REQUIRED_INDEXES, type RequiredIndex } from './requiredIndexes';
import { databaseOf } from './store';

const build = (payload: Payload, index: RequiredIndex): Promise<string> =>
  databaseOf(payload)
    .collection(index.collection)
    .createIndex(index.key as IndexSpecification, {
      name: index.name,
      ...(index.unique ? { unique: true } : {}),
      ...(index.where ? { partialFilterExpression: index.where } : {}),
      ...(index.caseless ? { collation: CASELESS } : {}),
      ...(index.expireAfterSeconds === undefined ? {} : { expireAfterSeconds: index.expireAfterSeconds }),
    });

/**
 * Makes what is missing. A unique index that cannot be built (duplicates are there) is an error, never a warning.
 * @throws Error naming the records that are there twice
 */
export async function ensureIndexes(payload: Payload): Promise<void> {
  for (const index of REQUIRED_INDEXES) {
    try {
      await build(payload, index);
    } catch (cause) {
      const doubles = index.unique ? await doublesOf(payload, index) : [];
      if (doubles.length === 0) throw cause;
      throw new Error(`${index.collection}.${index.name} (${index.because}): ${doubles.join('; ')}`, {
        cause,
      });
    }
  }
}

/** The promises that are not held by an index right now, in words. */
export async function missingIndexes(payload: Payload): Promise<string[]> {
  const db = databaseOf(payload);
  const missing: string[] = [];
  for (const collection of new Set(REQUIRED_INDEXES.map((index) => index.collection))) {
    const present: Document[] = await db
      .collection(collection)
      .indexes()
      .catch((error: { codeName?: string }) => {
        if (error.codeName === 'NamespaceNotFound') return [];
        throw error;
      });
    for (const index of REQUIRED_INDEXES.filter((candidate) => candidate.collection === collection)) {
      const found = present.find((candidate) => candidate.name === index.name);
      const holds =
        found &&
        Boolean(found.unique) === Boolean(index.unique) &&
        JSON.stringify(found.key) === JSON.stringify(index.key) &&
        (!index.caseless || (found.collation as Document | undefined)?.strength === CASELESS.strength);
      if (!holds) missing.push(`${collection}.${index.name} (${index.because})`);
    }
  }
  return missing;
}
