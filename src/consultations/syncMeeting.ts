import { type Payload, type PayloadRequest } from 'payload';

import { HostUnavailable, type Meeting, type MeetingRequest } from '@/integrations/zoom/port';
import { zoomProvider } from '@/integrations/zoom/provider';
import { hastenConfirmation } from '@/notifications/hastenConfirmation';
import { type Consultation } from '@/payload-types';
import { now } from '@/platform/clock';
import { env } from '@/platform/env';
import { type OutboxRow, outboxQueue, owe } from '@/platform/outbox';
import { settle } from '@/platform/queue';
import { refId } from '@/platform/refs';
import { requireSession } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { isLive } from './status';

/**
 * Brings Zoom to where the booking is: a live remote booking has one meeting, an ended one none. It looks at the
 * booking as it is now, not at what the row was written for, so rows may run late, twice or out of order.
 * @throws DomainError PROVIDER_UNAVAILABLE (tried again)
 */
export async function syncMeeting(payload: Payload, row: OutboxRow): Promise<void> {
  const booking = await payload.findByID({ collection: 'consultations', id: row.subject, depth: 0, overrideAccess: true });
  if (booking.mode !== 'remote') return done(payload, row);
  if (booking.status === 'cancelled') return removeMeeting(payload, row, booking);
  if (!isLive(booking.status) || booking.meeting?.meetingId) return done(payload, row);
  return makeMeeting(payload, row, booking);
}

const done = (payload: Payload, row: OutboxRow): Promise<void> =>
  settle(payload, outboxQueue, row, { state: 'done', doneAt: now(), error: null });

async function hostsOf(payload: Payload, booking: Consultation): Promise<string[]> {
  const consultant = await payload.findByID({ collection: 'consultants', id: refId(booking.consultant), depth: 0, overrideAccess: true });
  const own = consultant.zoomHost ? [consultant.zoomHost] : [];
  return [...new Set([...own, env().ZOOM_FALLBACK_HOST])];
}

/** Meetings that carry our mark, on any host we may have used: what an answer that got lost has left behind. */
async function findMade(hosts: string[], marker: string): Promise<Meeting[]> {
  const found: Meeting[] = [];
  for (const host of hosts) {
    try {
      found.push(...(await zoomProvider().findMeetings({ host, marker })));
    } catch (error) {
      if (!(error instanceof HostUnavailable)) throw error;
    }
  }
  return found;
}

async function createOn(hosts: string[], request: Omit<MeetingRequest, 'host'>): Promise<Meeting> {
  let refusal: unknown;
  for (const host of hosts) {
    try {
      return await zoomProvider().createMeeting({ ...request, host });
    } catch (error) {
      if (!(error instanceof HostUnavailable)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

async function makeMeeting(payload: Payload, row: OutboxRow, booking: Consultation): Promise<void> {
  const hosts = await hostsOf(payload, booking);
  const [made] = row.attempts > 1 ? await findMade(hosts, booking.id) : [];
  const type = await payload.findByID({ collection: 'consultation-types', id: refId(booking.type), depth: 0, overrideAccess: true });
  const startsAt = new Date(booking.startsAt);
  const meeting =
    made ??
    (await createOn(hosts, {
      topic: `Insight Serenity: ${type.name}`,
      marker: booking.id,
      startsAt,
      minutes: (new Date(booking.endsAt ?? startsAt).getTime() - startsAt.getTime()) / 60_000,
      timezone: booking.timezone ?? 'UTC',
    }));
  await inTransaction({ payload, context: { actor: 'system:meetings' } }, async (req) => {
    await keepMeeting(req, booking, meeting);
    await settle(payload, outboxQueue, row, { state: 'done', doneAt: now(), error: null }, requireSession(req));
  });
}

async function keepMeeting(req: PayloadRequest, booking: Consultation, meeting: Meeting): Promise<void> {
  const current = await req.payload.findByID({ collection: 'consultations', id: booking.id, depth: 0, overrideAccess: true, req });
  const gone = current.status === 'cancelled';
  const entry = gone ? { joinUrl: null, passcode: null } : { joinUrl: meeting.joinUrl, passcode: meeting.passcode };
  await writeMeeting(req, booking.id, { state: gone ? 'deleted' : 'ready', ...entry, meetingId: meeting.id, host: meeting.host });
  // Cancelled while Zoom was making it: the cancellation's own row may have run already and found nothing.
  if (gone) return owe(req, { key: `meeting:${booking.id}:undo:${meeting.id}`, kind: 'meeting.sync', subject: booking.id });
  if (isLive(current.status)) await hastenConfirmation(req, current);
}

const writeMeeting = (req: PayloadRequest, id: string, meeting: NonNullable<Consultation['meeting']>): Promise<unknown> =>
  req.payload.update({ collection: 'consultations', id, depth: 0, overrideAccess: true, req, data: { meeting } });

async function removeMeeting(payload: Payload, row: OutboxRow, booking: Consultation): Promise<void> {
  const known = booking.meeting?.meetingId ? [booking.meeting.meetingId] : [];
  const found = known.length > 0 ? [] : await findMade(await hostsOf(payload, booking), booking.id);
  for (const id of [...known, ...found.map((meeting) => meeting.id)]) await zoomProvider().deleteMeeting(id);
  await inTransaction({ payload, context: { actor: 'system:meetings' } }, async (req) => {
    await writeMeeting(req, booking.id, { ...booking.meeting, state: 'deleted', joinUrl: null, passcode: null });
    await settle(payload, outboxQueue, row, { state: 'done', doneAt: now(), error: null }, requireSession(req));
  });
}
