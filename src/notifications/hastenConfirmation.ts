import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { type Consultation } from '@/payload-types';
import { now } from '@/platform/clock';
import { groupBy } from '@/platform/snapshot';
import { nativeCollection, requireSession } from '@/platform/store';

import { enqueue, type MessageOrder } from './enqueue';
import { type MessageRow } from './message';

/** The mails that say how to join. Of each version of a booking everybody has one. */
const WITH_LINK = ['booking-confirmation-client', 'booking-confirmation-consultant', 'rescheduled'] as const;

const recipientOf = ({ client, consultant }: MessageRow): string =>
  (client ?? consultant)?.toHexString() ?? '';
const isWaiting = (message: MessageRow): boolean => message.state === 'queued' && !message.leaseToken;

/**
 * The link to join has come, or is another than before. Mails of this version still waiting for it go out now; to those
 * whose mail is already on its way a second one follows that has it, once for each meeting.
 */
export async function hastenConfirmation(req: PayloadRequest, booking: Consultation): Promise<void> {
  const session = requireSession(req);
  const messages = nativeCollection<MessageRow>(req.payload, 'messages');
  const told = await messages
    .find(
      {
        consultation: new ObjectId(booking.id),
        version: booking.version ?? 1,
        template: { $in: [...WITH_LINK] },
      },
      { session, projection: { html: 0, text: 0 } },
    )
    .sort({ createdAt: 1, _id: 1 })
    .toArray();
  const waiting = told.filter(isWaiting).map(({ _id }) => _id);
  if (waiting.length > 0)
    await messages.updateMany({ _id: { $in: waiting } }, { $set: { dueAt: now() } }, { session });
  const cause = `${booking.id}:v${booking.version ?? 1}:link:${booking.meeting?.meetingId}`;
  const late = [...groupBy(told, recipientOf).values()].filter(
    (own) => !own.some((message) => isWaiting(message) || message.key.includes(cause)),
  );
  await enqueue(
    req,
    late.flatMap((own) => own.slice(-1)).map((last) => followUp(booking, last, cause)),
  );
}

const followUp = (booking: Consultation, last: MessageRow, cause: string): MessageOrder => ({
  template: last.template as (typeof WITH_LINK)[number],
  cause,
  client: last.client?.toHexString(),
  consultant: last.consultant?.toHexString(),
  consultation: booking.id,
  version: booking.version ?? 1,
  facts: last.facts,
  notAfter: new Date(booking.startsAt),
});
