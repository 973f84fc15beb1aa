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

import { questionCompletion } from './askStaff';
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

/** So many without an answer, one after the other: Zoom is down, and the next run asks. */
const GIVE_UP_AFTER = 3;
/** About as often as the job runs. */
const TURN_MS = 5 * MINUTE_MS;

/**
 * Sessions that are over and of which nothing is proposed: their events went missing, or the meeting was never begun.
 * Where nothing is known Zoom's own report is asked for; then, as with the events, an outcome is proposed. A
 * report that is refused is an empty one, and one that does not come is asked for again: neither keeps
 * another session waiting.
 * @returns how many got a proposal
 */
export async function askAttendance(
  payload: Payload,
  shouldStop: () => boolean = () => false,
): Promise<number> {
  let proposed = 0;
  for (const id of await dueOnes(payload, { 'attendance.0': { $exists: true } })) {
    if (shouldStop()) return proposed;
    proposed += (await propose(payload, id, [])) ? 1 : 0;
  }
  let unanswered = 0;
  for (const id of inTurn(await dueOnes(payload, { 'attendance.0': { $exists: false } }))) {
    if (shouldStop() || unanswered >= GIVE_UP_AFTER) break;
    const report = await askFor(payload, id);
    unanswered = report ? 0 : unanswered + 1;
    if (report) proposed += (await propose(payload, id, report)) ? 1 : 0;
  }
  return proposed;
}

async function dueOnes(payload: Payload, which: Document): Promise<string[]> {
  const found = nativeCollection<{ _id: ObjectId }>(payload, 'consultations').find(
    { ...due(), ...which },
    { projection: { _id: 1 } },
  );
  return (await found.sort({ endsAt: 1 }).toArray()).map(({ _id }) => _id.toHexString());
}

/** Each run begins with another one: those Zoom never answers for do not always come first. */
function inTurn(ids: readonly string[]): string[] {
  const first = Math.floor(now().getTime() / TURN_MS) % Math.max(ids.length, 1);
  return [...ids.slice(first), ...ids.slice(0, first)];
}

/** Zoom's report; empty when it is refused (no paid plan, or no scope for it), null when Zoom does not answer. */
async function askFor(payload: Payload, id: string): Promise<Participation[] | null> {
  const { meeting } = await payload.findByID({
    collection: 'consultations',
    id,
    depth: 0,
    overrideAccess: true,
  });
  try {
    return await zoomProvider().participants(meeting?.meetingId ?? '');
  } catch (error) {
    const detail = isDomainError(error) ? error.facts.detail : String(error);
    if (isDomainError(error) && error.code === 'PROVIDER_UNAVAILABLE') {
      logger.warn({ consultation: id, detail }, 'attendance is asked for later');
      return null;
    }
    logger.warn({ consultation: id, detail }, 'the report of attendance is refused');
    return [];
  }
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

async function propose(payload: Payload, id: string, report: readonly Participation[]): Promise<boolean> {
  return inTransaction({ payload, context: { actor: 'system:attendance' } }, async (req) => {
    const booking = await req.payload.findByID({
      collection: 'consultations',
      id,
      depth: 0,
      overrideAccess: true,
      req,
    });
    // Events that came meanwhile say the same in other words: both together would count people twice.
    const attendance =
      attendanceOf(booking).length > 0
        ? attendanceOf(booking)
        : fromReport(report, await peopleOf(req, booking));
    const change: Partial<Consultation> = {
      attendance,
      meeting: { ...booking.meeting, askedAt: now().toISOString() },
    };
    const proposal = booking.proposal?.status
      ? undefined
      : proposalFor({ ...booking, ...change } as Consultation);
    await req.payload.update({
      collection: 'consultations',
      id,
      depth: 0,
      overrideAccess: true,
      req,
      data: { ...change, ...(proposal ? { proposal } : {}) },
    });
    if (proposal) await questionCompletion(req, { ...booking, ...change, proposal } as Consultation);
    return proposal !== undefined;
  });
}

const fromReport = (report: readonly Participation[], people: People): Presence[] =>
  report.map((row) => ({
    key: `report:${row.key}`,
    role: roleOf(row, people),
    name: row.name.slice(0, 120),
    place: row.place,
    joinedAt: row.joinedAt.toISOString(),
    leftAt: row.leftAt?.toISOString() ?? null,
  }));
