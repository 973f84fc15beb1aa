import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { now } from './clock';
import { nativeCollection, requireSession } from './store';

export interface NewCase {
  /** What makes it one case however often it is found. */
  key: string;
  kind: string;
  title: string;
  /** What a person should look at or do, in a sentence or two. */
  suggestion: string;
  client?: string;
  payment?: string;
  consultation?: string;
  facts?: Record<string, unknown>;
}

const id = (value: string | undefined): ObjectId | undefined => (value ? new ObjectId(value) : undefined);

/** Puts something before staff, once per key, in the transaction that found it. One command. */
export async function openCase(req: PayloadRequest, found: NewCase): Promise<void> {
  const at = now();
  await nativeCollection(req.payload, 'cases').updateOne(
    { key: found.key },
    {
      $setOnInsert: {
        ...found,
        client: id(found.client),
        payment: id(found.payment),
        consultation: id(found.consultation),
        state: 'open',
        createdAt: at,
        updatedAt: at,
      },
    },
    { upsert: true, session: requireSession(req), ignoreUndefined: true },
  );
}
