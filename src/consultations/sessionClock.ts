import { type Document, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { now } from '@/platform/clock';
import { isDomainError } from '@/platform/errors';
import { nativeCollection } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { askStaff, isDoubtful } from './evidence/askStaff';
import { isLive, type Status } from './status';

/** After the end, for sessions that run over, and for those who want to say otherwise. */
const GRACE_MS = 30 * 60_000;

type ShouldStop = () => boolean;

/**
 * What time does to sessions nobody has spoken of: started ones are in progress, ended ones completed half an hour
 * later. One whose attendance says that somebody was missing is left to staff. Runs late, twice or on two workers
 * without harm: each session is judged again in its own transaction. @returns how many changed.
 */
export async function runSessionClock(
  payload: Payload,
  shouldStop: ShouldStop = () => false,
): Promise<number> {
  const at = now();
  const over = new Date(at.getTime() - GRACE_MS);
  const live = { status: { $in: ['booked', 'in_progress'] } };
  const ended = await each(payload, { ...live, endsAt: { $lte: over } }, shouldStop, (id) =>
    advance(payload, id, 'completed'),
  );
  const started = await each(
    payload,
    { status: 'booked', startsAt: { $lte: at }, endsAt: { $gt: over } },
    shouldStop,
    (id) => advance(payload, id, 'in_progress'),
  );
  return ended + started;
}

async function each(
  payload: Payload,
  where: Document,
  shouldStop: ShouldStop,
  work: (id: string) => Promise<boolean>,
): Promise<number> {
  const due = nativeCollection<{ _id: ObjectId }>(payload, 'consultations').find(where, {
    projection: { _id: 1 },
  });
  let changed = 0;
  for await (const { _id } of due) {
    if (shouldStop()) break;
    changed += (await work(_id.toHexString())) ? 1 : 0;
  }
  return changed;
}

async function advance(
  payload: Payload,
  id: string,
  to: Extract<Status, 'in_progress' | 'completed'>,
): Promise<boolean> {
  try {
    return await inTransaction({ payload, context: { actor: 'system:session-clock' } }, async (req) => {
      const booking = await req.payload.findByID({
        collection: 'consultations',
        id,
        depth: 0,
        overrideAccess: true,
        req,
      });
      const due =
        to === 'completed'
          ? new Date(booking.endsAt ?? '').getTime() + GRACE_MS
          : new Date(booking.startsAt).getTime();
      // Moved, ended or started since it was found.
      if (!isLive(booking.status) || booking.status === to || due > now().getTime()) return false;
      if (to === 'completed' && isDoubtful(booking)) {
        // The credit waits for a person's decision.
        await askStaff(req, booking);
        return false;
      }
      await req.payload.update({
        collection: 'consultations',
        id,
        depth: 0,
        overrideAccess: true,
        req,
        data: { status: to, ...(to === 'completed' ? { reason: null } : {}) },
      });
      return true;
    });
  } catch (error) {
    if (isDomainError(error) && error.code === 'INVALID_TRANSITION') return false;
    throw error;
  }
}
