import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { readJobRuns } from '@/platform/jobRuns';
import { nativeCollection } from '@/platform/store';

/** A job as staff and the health check see it. */
export interface JobState {
  name: string;
  every: string;
  nextRunAt: string | null;
  lastRunAt: string | null;
  lastOk: boolean | null;
  lastSucceededAt: string | null;
  result: string | null;
  error: string | null;
  /** Milliseconds by which the next run is late: no worker has come to it. */
  lagMs: number;
}

interface AgendaRow extends Document {
  name: string;
  nextRunAt?: Date | null;
  repeatInterval?: string;
  lockedAt?: Date | null;
}

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;

/** Every scheduled job: when it runs next, how it last went, and by how much it is late. Two commands. */
export async function readJobs(payload: Payload): Promise<JobState[]> {
  const [scheduled, runs] = await Promise.all([
    nativeCollection<AgendaRow>(payload, '_agenda').find({}, { projection: { name: 1, nextRunAt: 1, repeatInterval: 1, lockedAt: 1 } }).sort({ name: 1 }).toArray(),
    readJobRuns(payload),
  ]);
  const runOf = new Map(runs.map((run) => [run._id, run]));
  return scheduled.map((row) => {
    const run = runOf.get(row.name);
    const late = row.nextRunAt && !row.lockedAt ? Date.now() - row.nextRunAt.getTime() : 0;
    return {
      name: row.name,
      every: String(row.repeatInterval ?? ''),
      nextRunAt: iso(row.nextRunAt),
      lastRunAt: iso(run?.endedAt ?? run?.startedAt),
      lastOk: run?.ok ?? null,
      lastSucceededAt: iso(run?.succeededAt),
      result: run?.result || null,
      error: run?.error ?? null,
      lagMs: Math.max(0, late),
    };
  });
}
