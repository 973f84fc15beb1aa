import { type PayloadRequest } from 'payload';

import { hold } from '@/credits/settleHold';
import { toldOf } from '@/credits/told';
import { enqueue } from '@/notifications/enqueue';
import { type Consultation } from '@/payload-types';
import { now } from '@/platform/clock';
import { owe } from '@/platform/outbox';
import { refId } from '@/platform/refs';

import { bookingMails } from './bookingMails';
import { claimSlot } from './slotClaims';

/** How long a confirmation waits for the meeting's link, so that most readers get one mail with everything in it. */
const LINK_PATIENCE_MS = 15_000;

/** When a mail that should carry the link is due: at once when the link is there, or none is coming. */
export const linkPatience = ({ meeting }: Pick<Consultation, 'meeting'>): Date =>
  new Date(now().getTime() + (meeting?.state === 'pending' ? LINK_PATIENCE_MS : 0));

/**
 * What follows from a new booking, in its transaction: the slot is claimed, the credit held, the meeting and
 * the mails owed. @throws DomainError SLOT_TAKEN, INSUFFICIENT_CREDITS
 */
export async function takeUpBooking(req: PayloadRequest, booking: Consultation): Promise<void> {
  const clientId = refId(booking.client);
  const consultantId = refId(booking.consultant);
  const startsAt = new Date(booking.startsAt);
  await claimSlot(req, {
    consultationId: booking.id,
    consultantId,
    clientId,
    startsAt,
    endsAt: new Date(booking.endsAt ?? ''),
    buffers: { before: booking.buffers?.before ?? 0, after: booking.buffers?.after ?? 0 },
  });
  const version = booking.version ?? 1;
  const posted = await hold(req, {
    clientId,
    consultationId: booking.id,
    version,
    credits: booking.credits ?? 0,
    startsAt,
  });
  const remote = booking.mode === 'remote';
  if (remote)
    await owe(req, {
      key: `meeting:${booking.id}:v${version}:booked`,
      kind: 'meeting.sync',
      subject: booking.id,
    });
  const told = toldOf(posted, now());
  await enqueue(
    req,
    bookingMails({
      id: booking.id,
      version,
      client: clientId,
      consultant: consultantId,
      startsAt,
      told,
      dueAt: linkPatience(booking),
    }),
  );
}
