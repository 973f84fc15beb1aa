import { type PayloadRequest } from 'payload';

import { assertHoldLasts } from '@/credits/assertHoldLasts';
import { enqueue } from '@/notifications/enqueue';
import { type Consultation } from '@/payload-types';
import { recordAudit } from '@/platform/audit';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { owe } from '@/platform/outbox';
import { refId } from '@/platform/refs';

import { assertQuarterHour, assertTimeOffered } from './assertTimeOffered';
import { policyOf } from './lateReturn';
import { moveMails } from './moveMails';
import { partyOf } from './party';
import { freeCancellationUntil } from './policy';
import { titleOf } from './prepareBooking';
import { bookedShapeOf, buffersOf } from './scheduling';
import { claimSlot, releaseSlot } from './slotClaims';
import { type Party } from './status';
import { linkPatience } from './takeUpBooking';

/** Whether a change that is about to be written gives the session another time or consultant. */
export const isMove = (before: Consultation, after: Partial<Consultation>): boolean =>
  (after.startsAt !== undefined &&
    new Date(after.startsAt).getTime() !== new Date(before.startsAt).getTime()) ||
  (after.consultant !== undefined && refId(after.consultant) !== refId(before.consultant));

/**
 * Judges a move that is about to be written and completes it. Length, price, policy and buffers stay as booked.
 * @throws DomainError VALIDATION, NOT_FOUND, SLOT_UNAVAILABLE, INVALID_TRANSITION
 */
export async function prepareMove(
  req: PayloadRequest,
  before: Consultation,
  data: Partial<Consultation>,
): Promise<Partial<Consultation>> {
  if (before.status !== 'booked')
    throw new DomainError('INVALID_TRANSITION', { detail: { status: before.status } });
  const startsAt = new Date(data.startsAt ?? before.startsAt);
  assertQuarterHour(startsAt);
  assertInTime(req, before);
  const read = { depth: 0, overrideAccess: true, disableErrors: true, req } as const;
  const consultant = await req.payload.findByID({
    collection: 'consultants',
    id: refId(data.consultant ?? before.consultant),
    ...read,
  });
  const client = await req.payload.findByID({ collection: 'clients', id: refId(before.client), ...read });
  const type = await req.payload.findByID({
    collection: 'consultation-types',
    id: refId(before.type),
    ...read,
  });
  if (!consultant || !client || !type) throw new DomainError('NOT_FOUND');
  const session = bookedShapeOf(before, type);
  await assertTimeOffered(req, { consultant, session, startsAt, except: before.id });
  await assertHoldLasts(req, { clientId: client.id, consultationId: before.id, startsAt });
  return {
    ...data,
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + session.minutes * 60_000).toISOString(),
    consultant: consultant.id,
    title: titleOf(client, consultant, startsAt),
    version: (before.version ?? 1) + 1,
    versionAt: now().toISOString(),
    meeting: meetingAfter(before, consultant.id),
  };
}

/** At another time the meeting and its link stay good. Another consultant may be another host: the link follows. */
function meetingAfter(before: Consultation, consultantId: string): Consultation['meeting'] {
  const { meeting, mode } = before;
  if (mode !== 'remote' || (refId(before.consultant) === consultantId && meeting?.state !== 'failed'))
    return meeting;
  return { ...meeting, state: 'pending' };
}

/** Whether it is early enough to move the session, for the one who asks. */
const isInTime = (booking: Consultation, by: Party, at: Date): boolean =>
  by !== 'client' || at <= freeCancellationUntil(new Date(booking.startsAt), policyOf(booking));

/** Whether there is any time to which the one who asks may move the session now. */
export const isMovable = (booking: Consultation, by: Party, at: Date): boolean =>
  booking.status === 'booked' && isInTime(booking, by, at);

/** Once cancelling costs the credit, moving to next week and cancelling there must not get it back. */
function assertInTime(req: PayloadRequest, before: Consultation): void {
  if (isInTime(before, partyOf(req), now())) return;
  throw new DomainError('INVALID_TRANSITION', {
    message: `A session can be moved until ${policyOf(before).noticeHours} hours before it starts. Please ask us.`,
  });
}

/**
 * What follows from a move, in its transaction: the time changes hands, the meeting and the mails are owed.
 * @throws DomainError SLOT_TAKEN
 */
export async function followMove(
  req: PayloadRequest,
  before: Consultation,
  after: Consultation,
): Promise<void> {
  await releaseSlot(req, after.id);
  await claimSlot(req, {
    consultationId: after.id,
    consultantId: refId(after.consultant),
    clientId: refId(after.client),
    startsAt: new Date(after.startsAt),
    endsAt: new Date(after.endsAt ?? ''),
    buffers: buffersOf(after),
  });
  if (after.mode === 'remote')
    await owe(req, {
      key: `meeting:${after.id}:v${after.version}:moved`,
      kind: 'meeting.sync',
      subject: after.id,
    });
  await enqueue(req, moveMails(before, after, { by: partyOf(req), dueAt: linkPatience(after) }));
  const facts = {
    version: after.version,
    from: before.startsAt,
    to: after.startsAt,
    fromConsultant: refId(before.consultant),
    toConsultant: refId(after.consultant),
  };
  await recordAudit(req, {
    action: 'consultation.moved',
    subject: `consultations:${after.id}`,
    reason: after.reason ?? undefined,
    facts,
  });
}
