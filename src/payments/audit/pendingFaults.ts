import { type ClientSession, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { nativeCollection } from '@/platform/store';

import { type Pending, refundEffect } from '../pendingRefunds';

interface Asking {
  _id: ObjectId;
  pendingRefunds?: Pending[] | null;
}

/** Refunds that wait for Stripe's answer while nobody is to ask for it any more. */
export async function pendingFaults(
  payload: Payload,
  payments: readonly Asking[],
  session: ClientSession,
): Promise<Map<string, string[]>> {
  const keys = payments.flatMap(({ pendingRefunds }) =>
    (pendingRefunds ?? []).map(({ id }) => refundEffect(id)),
  );
  if (keys.length === 0) return new Map();
  const open = await nativeCollection(payload, 'outbox')
    .find({ key: { $in: keys }, state: { $in: ['waiting', 'dead'] } }, { session, projection: { key: 1 } })
    .toArray();
  const owed = new Set(open.map(({ key }) => String(key)));
  return new Map(
    payments.map(({ _id, pendingRefunds }) => [
      _id.toHexString(),
      (pendingRefunds ?? [])
        .filter(({ id }) => !owed.has(refundEffect(id)))
        .map(({ id }) => `a refund is on its way (${id}) and no effect of it is owed`),
    ]),
  );
}
