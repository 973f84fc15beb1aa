import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { worldTime } from './clock';
import { logger } from './logger';
import { nativeCollection } from './store';

/**
 * How a scheduled job last went, on whichever worker, and when it is to run. Times are the world's, not the product's:
 * they tell of processes, not of business.
 */
export interface JobRun extends Document {
  _id: string;
  /** When it runs, as the worker that started last has it. */
  every?: string;
  /** The longest time between two runs. */
  intervalMs?: number;
  /** Every worker runs it by its own interval; else one of them does, when Agenda's row says so. */
  isPolled?: boolean;
  startedAt?: Date;
  endedAt?: Date;
  /** The last run that ended well. */
  succeededAt?: Date;
  worker?: string;
  ok?: boolean;
  /** What the run says it did: usually how many. */
  result?: string;
  error?: string | null;
  /** Runs that have not ended, of any worker, by a name that may stand in a path. */
  running?: Record<string, { worker: string; since: Date }>;
}

const runs = (payload: Payload) => nativeCollection<JobRun>(payload, '_job_runs');

/** A job that polls every few seconds is written down once in this time, and whenever it failed or did something. */
const QUIET_MS = 30_000;
/** A run that takes longer than this is written down while it runs: one that never ends tells nothing at its end. */
const NOTED_AFTER_MS = 20_000;
const lastWritten = new Map<string, number>();

const pathOf = (worker: string): string => `running.${worker.replaceAll(/[.$]/g, '_')}`;

/** Writes a run down once it has taken long. @returns what takes the note away again, and says whether there was one */
function noteLongRun(
  payload: Payload,
  { name, worker }: { name: string; worker: string },
  since: Date,
): () => Promise<boolean> {
  let noted: Promise<unknown> | undefined;
  const timer = setTimeout(() => {
    noted = runs(payload)
      .updateOne({ _id: name }, { $set: { [pathOf(worker)]: { worker, since } } }, { upsert: true })
      .catch((error: unknown) =>
        logger.warn({ error: String(error), job: name }, 'a long run could not be noted'),
      );
  }, NOTED_AFTER_MS);
  timer.unref();
  return async () => {
    clearTimeout(timer);
    await noted;
    return noted !== undefined;
  };
}

/** Runs a job and keeps how it went. Rethrows what it throws. */
export async function recordedRun(
  payload: Payload,
  job: { name: string; worker: string },
  work: () => Promise<unknown>,
): Promise<void> {
  const startedAt = worldTime();
  const ended = noteLongRun(payload, job, startedAt);
  const keep = (end: Partial<JobRun>) =>
    runs(payload).updateOne(
      { _id: job.name },
      {
        $set: { startedAt, endedAt: worldTime(), worker: job.worker, ...end },
        $unset: { [pathOf(job.worker)]: '' },
      },
      { upsert: true },
    );
  try {
    const result = await work();
    const wasNoted = await ended();
    const isQuiet =
      !wasNoted && !result && performance.now() - (lastWritten.get(job.name) ?? -QUIET_MS) < QUIET_MS;
    if (isQuiet) return;
    lastWritten.set(job.name, performance.now());
    await keep({
      ok: true,
      succeededAt: worldTime(),
      error: null,
      result: typeof result === 'number' ? String(result) : '',
    });
  } catch (error) {
    await ended();
    await keep({ ok: false, error: (error instanceof Error ? error.message : String(error)).slice(0, 500) });
    throw error;
  }
}

export const readJobRuns = (payload: Payload): Promise<JobRun[]> =>
  runs(payload).find().sort({ _id: 1 }).toArray();

/** In a container the process of another start bears the same name: what that one was at has ended with it. */
export async function forgetRuns(payload: Payload, worker: string): Promise<void> {
  await runs(payload).updateMany({}, { $unset: { [pathOf(worker)]: '' } });
}

/** When a job runs. */
export type TimetableRow = Required<Pick<JobRun, 'every' | 'intervalMs' | 'isPolled'>> & { name: string };

/** Writes down when each job runs, for those who judge whether it is late. What is no job any more is forgotten. */
export async function noteTimetable(payload: Payload, rows: readonly TimetableRow[]): Promise<void> {
  await runs(payload).bulkWrite([
    ...rows.map(({ name, ...when }) => ({
      updateOne: { filter: { _id: name }, update: { $set: when }, upsert: true },
    })),
    { deleteMany: { filter: { _id: { $nin: rows.map(({ name }) => name) } } } },
  ]);
}
