import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { type JobRun, readJobRuns } from '@/platform/jobRuns';
import { nativeCollection } from '@/platform/store';
import { namesAlive } from '@/platform/workers';

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
  /** Since when a worker that lives has been at it, when that is long. */
  runningSince: string | null;
  /** What keeps it from doing its work, in words. */
  problem: string | null;
}

interface AgendaRow extends Document {
  name: string;
  nextRunAt?: Date | null;
  repeatInterval?: string;
  lockedAt?: Date | null;
}

/** A job is late when nobody has come to it for so long after its time. */
const LATE_MS = 5 * 60_000;
/** Sweeps take seconds, and a queue is drained in minutes: longer, it hangs or cannot keep up. */
const LONG_RUN_MS = 15 * 60_000;

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;
const minutes = (milliseconds: number): number => Math.round(milliseconds / 60_000);

/** The longest run that has not ended, of a worker that lives: one that died has left its note behind. */
function longestRun(
  run: JobRun | undefined,
  alive: ReadonlySet<string>,
): { worker: string; since: Date } | undefined {
  const running = Object.values(run?.running ?? {}).filter(({ worker }) => alive.has(worker));
  return running.sort((a, b) => a.since.getTime() - b.since.getTime())[0];
}

function problemOf(
  { nextRunAt, lockedAt }: AgendaRow,
  run: JobRun | undefined,
  longest: ReturnType<typeof longestRun>,
  lagMs: number,
): string | null {
  const runsMs = longest ? Date.now() - longest.since.getTime() : 0;
  if (longest && runsMs > LONG_RUN_MS)
    return `has been running for ${minutes(runsMs)} min on ${longest.worker}`;
  if (!nextRunAt && !lockedAt) return 'has no next run';
  if (lagMs > LATE_MS) return `is ${minutes(lagMs)} min late`;
  return run?.ok === false ? `failed: ${run.error}` : null;
}

/**
 * Every scheduled job: when it runs next, how it last went, by how much it is late, and whether it hangs.
 * Three commands.
 */
export async function readJobs(payload: Payload): Promise<JobState[]> {
  const [scheduled, runs, alive] = await Promise.all([
    nativeCollection<AgendaRow>(payload, '_agenda')
      .find({}, { projection: { name: 1, nextRunAt: 1, repeatInterval: 1, lockedAt: 1 } })
      .sort({ name: 1 })
      .toArray(),
    readJobRuns(payload),
    namesAlive(payload),
  ]);
  const runOf = new Map(runs.map((run) => [run._id, run]));
  return scheduled.map((row) => {
    const run = runOf.get(row.name);
    const longest = longestRun(run, alive);
    const lagMs = row.nextRunAt && !row.lockedAt ? Math.max(0, Date.now() - row.nextRunAt.getTime()) : 0;
    return {
      name: row.name,
      every: String(row.repeatInterval ?? ''),
      nextRunAt: iso(row.nextRunAt),
      lastRunAt: iso(run?.endedAt ?? run?.startedAt),
      lastOk: run?.ok ?? null,
      lastSucceededAt: iso(run?.succeededAt),
      result: run?.result || null,
      error: run?.error ?? null,
      lagMs,
      runningSince: iso(longest?.since),
      problem: problemOf(row, run, longest, lagMs),
    };
  });
}
