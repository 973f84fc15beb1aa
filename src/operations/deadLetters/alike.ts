import { type Document, ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { nativeCollection } from '@/platform/store';

import { DEAD, type DeadQueue, REFUND } from './states';

/** So many at once; the rest are found again. */
const AT_ONCE = 200;

/** The dead letters of a queue that were given up for the same reason as this one, itself left out: what an outage leaves. Refunds are decided one by one. */
export async function alikeOf(payload: Payload, queue: DeadQueue, id: string): Promise<string[]> {
  const rows = nativeCollection<Document>(payload, queue);
  const one = await rows.findOne({ _id: new ObjectId(id) }, { projection: { error: 1 } });
  if (!one?.error) return [];
  const alike = rows.find({ _id: { $ne: one._id }, state: { $in: [...DEAD[queue].dead] }, error: one.error as string, kind: { $ne: REFUND } }, { projection: { _id: 1 }, limit: AT_ONCE });
  return (await alike.toArray()).map(({ _id }) => String(_id));
}
