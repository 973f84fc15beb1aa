import { type Document, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { type Participation } from '@/integrations/zoom/port';
import { zoomProvider } from '@/integrations/zoom/provider';
import { type Consultation } from '@/payload-types';
import { now } from '@/platform/clock';
import { isDomainError } from '@/platform/errors';
import { logger } from '@/platform/logger';
import { nativeCollection } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { type Presence } from './attendance';
import { peopleOf } from './people';
import { type People, roleOf } from './roleOf';
import { attendanceOf, proposalFor } from './stored';

const MINUTE_MS = 60_000;
/** Time for Zoom's events to arrive, before the session clock decides (30 minutes after the end). */
const AFTER_END_MS = 10 * MINUTE_MS;
/** Zoom's report may come late; later than this nobody waits for it. */
const GIVE_UP_MS = 4 * 60 * MINUTE_MS;
const ASK_AGAIN_MS = 30 * MINUTE_MS;

/**
 * Sessions that are over and of which nothing is proposed: their events went missing, or the meeting was never begun.
 * Where nothing is known Zoom's own report is asked for; then, as with the events, an outcome is proposed.
 * @returns how many got a proposal
 */
export async function askAttendance(payload: Payload, shouldStop: () => boolean = () => false): Promise<number> {
  let proposed = 0;
  try {
    for await (const { _id } of nativeCollection<{ _id: ObjectId }>(payload, 'consultations').find(due(), { projection: { _id: 1 } })) {
      if (shouldStop()) break;
      proposed += (await propose(payload, _id.toHexString())) ? 1 : 0;
    }
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'PROVIDER_UNAVAILABLE') throw error;
    logger.warn({ detail: error.facts.detail }, 'attendance is asked for later');
  }
  return proposed;
}

function due(): Document {
  const at = now().getTime();
  return {
    mode: 'remote',
    status: { $ne: 'cancelled' },
    'meeting.meetingId': { $type: 'string' },
    endsAt: { $gt: new Date(at - GIVE_UP_MS), $lte: new Date(at - AFTER_END_MS) },
    'proposal.status': null,
    $or: [{ 'meeting.askedAt': null }, { 'meeting.askedAt': { $lte: new Date(at - ASK_AGAIN_MS) } }],
  };
}

async function propose(payload: Payload, id: string): Promise<boolean> {
  const found = await payload.findByID({ collection: 'consultations', id, depth: 0, overrideAccess: true });
  const isKnown = attendanceOf(found).length > 0;
  const report = isKnown ? [] : await zoomProvider().participants(found.meeting?.meetingId ?? '');
  return inTransaction({ payload, context: { actor: 'system:attendance' } }, async (req) => {
    const booking = await req.payload.findByID({ collection: 'consultations', id, depth: 0, overrideAccess: true, req });
    // Events that came meanwhile say the same in other words: both together would count people twice.
    const attendance = attendanceOf(booking).length > 0 ? attendanceOf(booking) : fromReport(report, await peopleOf(req, booking));
    const change: Partial<Consultation> = { attendance, meeting: { ...booking.meeting, askedAt: now().toISOString() } };
    const proposal = booking.proposal?.status ? undefined : proposalFor({ ...booking, ...change } as Consultation);
    await req.payload.update({ collection: 'consultations', id, depth: 0, overrideAccess: true, req, data: { ...change, ...(proposal ? { proposal } : {}) } });
    return proposal !== undefined;
  });
}

const fromReport = (report: readonly Participation[], people: People): Presence[] =>
  report.map((row) => ({ key: `report:${row.key}`, role: roleOf(row, people), name: row.name.slice(0, 120), place: row.place, joinedAt: row.joinedAt.toISOString(), leftAt: row.leftAt?.toISOString() ?? null }));
