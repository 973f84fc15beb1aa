import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { type Consultant } from '@/payload-types';
import { now } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { logger } from '@/platform/logger';
import { owe } from '@/platform/outbox';
import { nativeCollection, requireSession } from '@/platform/store';

/** Each is a row in the transaction that saves the consultant. */
const MOST = 500;

const hostOf = ({ zoomHost }: Pick<Consultant, 'zoomHost'>): string => zoomHost?.toLowerCase() ?? '';

/**
 * What follows when a consultant has another Zoom user, or none any more: each session that is still to come is looked
 * at, the soonest first.
 */
export async function followHost(req: PayloadRequest, before: Consultant, after: Consultant): Promise<void> {
  if (hostOf(before) === hostOf(after)) return;
  const change = newId();
  const coming = {
    consultant: new ObjectId(after.id),
    mode: 'remote',
    status: 'booked',
    startsAt: { $gt: now() },
  };
  const found = nativeCollection<{ _id: ObjectId }>(req.payload, 'consultations').find(coming, {
    session: requireSession(req),
    projection: { _id: 1 },
  });
  const bookings = await found.sort({ startsAt: 1 }).limit(MOST).toArray();
  if (bookings.length === MOST)
    logger.warn(
      { consultant: after.id, bookings: MOST },
      'more sessions may need another host than are looked at',
    );
  for (const { _id } of bookings) {
    const id = _id.toHexString();
    await owe(req, { key: `meeting:${id}:host:${change}`, kind: 'meeting.sync', subject: id });
  }
}
