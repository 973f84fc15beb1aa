import { type Document, ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { nativeCollection, requireSession } from '@/platform/store';

import { DEAD, type DeadQueue, REFUND } from './states';

/** So many at once; the rest are found again. */
const AT_ONCE = 200;

/**
 * The dead letters of a queue that were given up for the same reason as this one, itself left out: what an outage
 * leaves. As of the transaction that does something about them. Refunds are decided one by one.
 */
export async function alikeOf(req: PayloadRequest, queue: DeadQueue, id: string): Promise<ObjectId[]> {
  const rows = nativeCollection<Document>(req.payload, queue);
  const session = requireSession(req);
  const one = await rows.findOne({ _id: new ObjectId(id) }, { session, projection: { error: 1 } });
  if (!one?.error) return [];
  const alike = {
    _id: { $ne: one._id },
    state: { $in: [...DEAD[queue].dead] },
    error: one.error as string,
    kind: { $ne: REFUND },
  };
  const found = await rows.find(alike, { session, projection: { _id: 1 }, limit: AT_ONCE }).toArray();
  return found.map(({ _id }) => _id as ObjectId);
}
