import { type Document, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { TOLERATED_MS, worldTime } from '@/platform/clock';
import { logger } from '@/platform/logger';
import { nativeCollection } from '@/platform/store';

import { nextRun } from './nextRun';

/** What Agenda stores of a job. */
interface AgendaRow extends Document {
  _id: ObjectId;
  name: string;
  nextRunAt?: Date | null;
  lockedAt?: Date | null;
}

/** A lock of Agenda lasts so long. */
export const LOCK_MS = 60_000;
/** A worker whose clock is right takes what is due within seconds. */
const TAKEN_AFTER_MS = 20_000;

const agendaRows = (payload: Payload) => nativeCollection<AgendaRow>(payload, '_agenda');

/** What is wrong with a row, by the world's time. */
function faultOf({ nextRunAt, lockedAt }: AgendaRow, next: Date, at: Date): 'ahead' | 'missed' | null {
  const heldMs = lockedAt ? at.getTime() - lockedAt.getTime() : LOCK_MS;
  if (heldMs < -TOLERATED_MS) return 'ahead';
  if (nextRunAt && nextRunAt.getTime() > next.getTime() + TOLERATED_MS) return 'ahead';
  if (heldMs >= 0 && heldMs < LOCK_MS) return null;
  return !nextRunAt || at.getTime() - nextRunAt.getTime() > TAKEN_AFTER_MS ? 'missed' : null;
}

/**
 * Sets anew what a wrong clock has left in the timetable: a time further away than the job's interval, a lock from the
 * future. What is due and was not taken is claimed for this worker: of several one gets it. Mostly one command.
 * @param everyOf when each job runs
 * @returns the jobs that this worker must run now, and those that have no row
 */
export async function mendTimetable(
  payload: Payload,
  everyOf: ReadonlyMap<string, string>,
): Promise<{ missed: string[]; absent: string[] }> {
  const stored = await agendaRows(payload)
    .find({ name: { $in: [...everyOf.keys()] } }, { projection: { name: 1, nextRunAt: 1, lockedAt: 1 } })
    .toArray();
  const at = worldTime();
  const missed: string[] = [];
  for (const row of stored) {
    const next = nextRun(everyOf.get(row.name) ?? '', at);
    const fault = faultOf(row, next, at);
    if (!fault) continue;
    const mended = await agendaRows(payload).updateOne(
      { _id: row._id, nextRunAt: row.nextRunAt ?? null, lockedAt: row.lockedAt ?? null },
      { $set: { nextRunAt: next, lockedAt: null } },
    );
    if (mended.modifiedCount === 0) continue;
    logger.warn({ job: row.name, was: row.nextRunAt, is: next, fault }, 'the timetable was mended');
    if (fault === 'missed') missed.push(row.name);
  }
  const known = new Set(stored.map(({ name }) => name));
  return { missed, absent: [...everyOf.keys()].filter((name) => !known.has(name)) };
}
