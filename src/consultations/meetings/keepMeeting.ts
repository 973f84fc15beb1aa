import { type Payload, type PayloadRequest } from 'payload';

import { type Meeting } from '@/integrations/zoom/port';
import { hastenConfirmation } from '@/notifications/hastenConfirmation';
import { type Consultation } from '@/payload-types';
import { now } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { type OutboxRow, outboxQueue, owe } from '@/platform/outbox';
import { settle } from '@/platform/queue';
import { requireSession } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { isLive } from '../status';
import { hostsOf } from './hosts';
import { minutesOf, planMeeting } from './planMeeting';

export type StoredMeeting = NonNullable<Consultation['meeting']>;

const readBooking = (req: PayloadRequest, id: string): Promise<Consultation> =>
  req.payload.findByID({ collection: 'consultations', id, depth: 0, overrideAccess: true, req });

export const writeMeeting = (req: PayloadRequest, id: string, meeting: StoredMeeting): Promise<unknown> =>
  req.payload.update({
    collection: 'consultations',
    id,
    depth: 0,
    overrideAccess: true,
    req,
    data: { meeting },
  });

export const settleDone = (payload: Payload, row: OutboxRow, req?: PayloadRequest): Promise<void> =>
  settle(
    payload,
    outboxQueue,
    row,
    { state: 'done', doneAt: now(), error: null },
    req && requireSession(req),
  );

/**
 * Writes down what Zoom has now, with the row's end, in one transaction, and what follows: people are told a new link,
 * a meeting that is one too many is owed its removal, and a booking that has changed meanwhile another look.
 * @param wanted the row, and who might hold the meeting when Zoom was asked
 * @param spare other meetings of this booking that were found at Zoom
 */
export async function keepMeeting(
  payload: Payload,
  { row, hosts: asked }: { row: OutboxRow; hosts: readonly string[] },
  meeting: Meeting,
  spare: readonly string[] = [],
): Promise<void> {
  const again = newId();
  await inTransaction({ payload, context: { actor: 'system:meetings' } }, async (req) => {
    const before = await readBooking(req, row.subject);
    const old = before.meeting?.meetingId;
    const hosts = await hostsOf(payload, before, req);
    const after = await write(req, before, { meeting, firstHost: asked[0] ?? null, hosts });
    for (const id of new Set([...spare, ...(old && old !== meeting.id ? [old] : [])])) {
      await owe(req, {
        key: `meeting:${before.id}:spare:${id}:${again}`,
        kind: 'meeting.remove',
        subject: before.id,
        data: { meetingId: id },
      });
    }
    const plan = planMeeting({ ...before, meeting: after }, hosts);
    if (plan !== 'nothing')
      await owe(req, {
        key: `meeting:${before.id}:again:${again}`,
        kind: 'meeting.sync',
        subject: before.id,
      });
    await settleDone(payload, row, req);
  });
}

async function write(
  req: PayloadRequest,
  before: Consultation,
  { meeting, firstHost, hosts }: { meeting: Meeting; firstHost: string | null; hosts: readonly string[] },
): Promise<StoredMeeting> {
  const { id: meetingId, joinUrl, passcode, host, startsAt, minutes } = meeting;
  const known = { meetingId, host, firstHost, startsAt: startsAt.toISOString(), minutes };
  const isGone = before.status === 'cancelled';
  const isToStay = !['replace', 'prefer'].includes(
    planMeeting({ ...before, meeting: { ...known, state: 'ready', joinUrl } }, hosts),
  );
  const after: StoredMeeting = isGone
    ? { ...known, state: 'deleted', joinUrl: null, passcode: null }
    : // Given to another consultant while Zoom was asked: nobody is told a link that is about to die.
      { ...known, state: isToStay ? 'ready' : 'pending', joinUrl, passcode };
  await writeMeeting(req, before.id, after);
  const isNews = before.meeting?.state !== 'ready' || before.meeting.joinUrl !== joinUrl;
  if (after.state === 'ready' && isNews && isLive(before.status))
    await hastenConfirmation(req, { ...before, meeting: after });
  return after;
}

/** The meeting as the booking knows it, at the booking's time. */
export function asStored({ meeting, startsAt, endsAt }: Consultation): Meeting {
  const { meetingId, host, joinUrl, passcode } = meeting ?? {};
  return {
    id: meetingId ?? '',
    host: host ?? '',
    joinUrl: joinUrl ?? '',
    passcode: passcode ?? null,
    startsAt: new Date(startsAt),
    minutes: minutesOf({ startsAt, endsAt }),
  };
}
