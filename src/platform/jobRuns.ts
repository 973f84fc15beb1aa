import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { nativeCollection } from './store';

/** How a scheduled job last went, on whichever worker. Times are the machine's: they tell of processes, not of business. */
export interface JobRun extends Document {
  _id: string;
  startedAt: Date;
  endedAt?: Date;
  /** The last run that ended well. */
  succeededAt?: Date;
  worker: string;
  ok?: boolean;
  /** What the run says it did: usually how many. */
  result?: string;
  error?: string | null;
}

const runs = (payload: Payload) => nativeCollection<JobRun>(payload, '_job_runs');

/** A job that polls every few seconds is written down once in this time, and whenever it failed or did something. */
const QUIET_MS = 30_000;
const lastWritten = new Map<string, number>();

/** Runs a job and keeps how it went. Rethrows what it throws. */
export async function recordedRun(payload: Payload, job: { name: string; worker: string }, work: () => Promise<unknown>): Promise<void> {
  const startedAt = new Date();
  const keep = (end: Partial<JobRun>) =>
    runs(payload).updateOne({ _id: job.name }, { $set: { startedAt, endedAt: new Date(), worker: job.worker, ...end } }, { upsert: true });
  try {
    const result = await work();
    const isQuiet = !result && startedAt.getTime() - (lastWritten.get(job.name) ?? 0) < QUIET_MS;
    if (isQuiet) return;
    lastWritten.set(job.name, startedAt.getTime());
    await keep({ ok: true, succeededAt: new Date(), error: null, result: typeof result === 'number' ? String(result) : '' });
  } catch (error) {
    await keep({ ok: false, error: (error instanceof Error ? error.message : String(error)).slice(0, 500) });
    throw error;
  }
}

export const readJobRuns = (payload: Payload): Promise<JobRun[]> => runs(payload).find().sort({ _id: 1 }).toArray();
