import { type Payload, type PayloadRequest, type Where } from 'payload';

import { type MeetingEvent, readMeetingEvent } from '@/integrations/zoom/meetingEvent';
import { type Consultation } from '@/payload-types';
import { now } from '@/platform/clock';
import { type InboxRow, inboxQueue } from '@/platform/inbox';
import { settle } from '@/platform/queue';
import { requireSession } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { isLive } from '../status';
import { questionCompletion } from './askStaff';
import { withSighting } from './attendance';
import { peopleOf } from './people';
import { roleOf } from './roleOf';
import { attendanceOf, hasBeenHeld, proposalFor } from './stored';
import { tellWhoIsAwaited } from './tellWhoIsAwaited';

/** Opened earlier than this it is a trial: the session can still be moved and cancelled. */
const EARLY_MS = 15 * 60_000;

type Change = Partial<Consultation>;

/**
 * Applies a stored Zoom event: a begun meeting makes its session in progress, everything else is kept as evidence. Each
 * event is a fact that is added to the others, so late, repeated and reordered ones do no harm. An ended
 * meeting ends no session: it proposes an outcome.
 */
export async function applyZoomEvent(payload: Payload, row: InboxRow): Promise<void> {
  const event = readMeetingEvent(row.type, row.payload);
  if (!event)
    return settle(payload, inboxQueue, row, {
      state: 'ignored',
      processedAt: now(),
      note: 'Nothing to do for this type.',
      sealed: null,
    });
  await inTransaction({ payload, context: { actor: `zoom:${row.eventId}` } }, async (req) => {
    const booking = await findByMeeting(req, event.meetingId);
    if (booking) await take(req, booking, event, row);
    const end = booking
      ? { state: 'processed', note: null }
      : { state: 'ignored', note: 'No session has this meeting.' };
    await settle(
      payload,
      inboxQueue,
      row,
      { ...end, processedAt: now(), error: null, sealed: null },
      requireSession(req),
    );
  });
}

async function findByMeeting(req: PayloadRequest, meetingId: string): Promise<Consultation | null> {
  const where: Where = {
    and: [{ 'meeting.meetingId': { equals: meetingId } }, { status: { not_equals: 'cancelled' } }],
  };
  const found = await req.payload.find({
    collection: 'consultations',
    where,
    limit: 1,
    pagination: false,
    depth: 0,
    overrideAccess: true,
    req,
  });
  return found.docs[0] ?? null;
}

async function take(
  req: PayloadRequest,
  booking: Consultation,
  event: MeetingEvent,
  row: InboxRow,
): Promise<void> {
  const change = await changeOf(req, booking, event, row);
  const after = { ...booking, ...change };
  // Evidence that comes after the end changes what is proposed.
  const proposal = hasBeenHeld(after) || booking.proposal?.status ? proposalFor(after) : undefined;
  await req.payload.update({
    collection: 'consultations',
    id: booking.id,
    depth: 0,
    overrideAccess: true,
    req,
    data: { ...change, ...(proposal ? { proposal } : {}) },
  });
  if (proposal) await questionCompletion(req, { ...after, proposal });
  if ('who' in event && isLive(after.status)) await tellWhoIsAwaited(req, after, event.at);
}

async function changeOf(
  req: PayloadRequest,
  booking: Consultation,
  event: MeetingEvent,
  row: InboxRow,
): Promise<Change> {
  const { meeting } = booking;
  const at = event.at.toISOString();
  switch (event.kind) {
    case 'started':
      return {
        ...begun(booking),
        meeting: {
          ...meeting,
          startedAt: meeting?.startedAt && meeting.startedAt < at ? meeting.startedAt : at,
        },
      };
    case 'ended':
      return {
        meeting: { ...meeting, endedAt: meeting?.endedAt && meeting.endedAt > at ? meeting.endedAt : at },
      };
    case 'recorded':
      // A meeting begun twice is recorded twice: the later one stays, in whatever order they are told.
      return row.sealed && !isLater(booking.recording?.at, at)
        ? {
            recording: {
              url: String(row.sealed.url),
              passcode: row.sealed.passcode ? String(row.sealed.passcode) : null,
              at,
            },
          }
        : {};
    case 'joined':
    case 'left': {
      const role = roleOf(event.who, await peopleOf(req, booking));
      return {
        attendance: withSighting(attendanceOf(booking), {
          ...event.who,
          kind: event.kind,
          place: event.place,
          role,
          at: event.at,
        }),
      };
    }
  }
}

const isLater = (known: string | null | undefined, at: string): boolean => Boolean(known && known > at);

const begun = ({ status, startsAt }: Consultation): Change =>
  status === 'booked' && now().getTime() >= Date.parse(startsAt) - EARLY_MS ? { status: 'in_progress' } : {};
