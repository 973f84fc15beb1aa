import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { type Consultation } from '@/payload-types';
import { now } from '@/platform/clock';
import { refId } from '@/platform/refs';
import { nativeCollection, requireSession } from '@/platform/store';

import { enqueue, messageKey, type MessageOrder } from './enqueue';
import { type MessageRow } from './message';

type Side = 'client' | 'consultant';

const CALLED_OFF = 'Nobody waits for them any more.';

const orderFor = (booking: Consultation, absent: Side, dueAt: Date): MessageOrder => ({
  template: 'started',
  cause: `${booking.id}:v${booking.version ?? 1}`,
  [absent]: refId(booking[absent]),
  consultation: booking.id,
  version: booking.version ?? 1,
  dueAt,
  notAfter: new Date(booking.endsAt ?? booking.startsAt),
});

/** Owes the one who is missing a mail that the other waits. One that was called off before it left is owed again. */
export async function tellWaiting(
  req: PayloadRequest,
  booking: Consultation,
  absent: Side,
  dueAt: Date,
): Promise<void> {
  const order = orderFor(booking, absent, dueAt);
  const session = requireSession(req);
  const messages = nativeCollection<MessageRow>(req.payload, 'messages');
  const told = await messages.findOne(
    { key: messageKey(order) },
    { session, projection: { state: 1, error: 1 } },
  );
  if (!told) return enqueue(req, [order]);
  if (told.state !== 'dropped' || told.error !== CALLED_OFF) return;
  await messages.updateOne(
    { _id: told._id },
    { $set: { state: 'queued', error: null, dueAt, updatedAt: now() } },
    { session },
  );
}

/** Calls off what has not left yet: mails that say somebody waits who is not alone there, or not there. */
export async function callOffWaiting(
  req: PayloadRequest,
  booking: Consultation,
  alone: Side | null,
): Promise<void> {
  const stays = alone === null ? {} : { [alone === 'client' ? 'consultant' : 'client']: { $exists: false } };
  await nativeCollection<MessageRow>(req.payload, 'messages').updateMany(
    {
      consultation: new ObjectId(booking.id),
      template: 'started',
      state: 'queued',
      leaseToken: null,
      ...stays,
    },
    { $set: { state: 'dropped', error: CALLED_OFF, updatedAt: now() } },
    { session: requireSession(req) },
  );
}
