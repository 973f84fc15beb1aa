import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { type Consultation } from '@/payload-types';
import { now } from '@/platform/clock';
import { refId } from '@/platform/refs';
import { nativeCollection, requireSession } from '@/platform/store';

import { enqueue } from './enqueue';
import { type MessageRow } from './message';

const CONFIRMATIONS = ['booking-confirmation-client', 'booking-confirmation-consultant'] as const;

/**
 * The link to join has come. Confirmations still waiting for it go out now; those already on their way are
 * followed by a second one that has it.
 */
export async function hastenConfirmation(req: PayloadRequest, booking: Consultation): Promise<void> {
  const session = requireSession(req);
  const messages = nativeCollection<MessageRow>(req.payload, 'messages');
  const ours = { consultation: new ObjectId(booking.id), version: booking.version ?? 1, template: { $in: [...CONFIRMATIONS] } };
  const hastened = await messages.updateMany({ ...ours, state: 'queued', leaseToken: null }, { $set: { dueAt: now() } }, { session });
  if (hastened.matchedCount === CONFIRMATIONS.length) return;
  const gone = await messages.find({ ...ours, $nor: [{ state: 'queued', leaseToken: null }] }, { session, projection: { template: 1, facts: 1 } }).toArray();
  await enqueue(
    req,
    gone.map((message) => ({
      template: message.template as (typeof CONFIRMATIONS)[number],
      cause: `${booking.id}:v${booking.version}:link`,
      ...(message.template === 'booking-confirmation-client' ? { client: refId(booking.client) } : { consultant: refId(booking.consultant) }),
      consultation: booking.id,
      version: booking.version ?? 1,
      facts: message.facts,
      notAfter: new Date(booking.startsAt),
    })),
  );
}
