import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { worldTime } from '@/platform/clock';
import { type JobRun, readJobRuns } from '@/platform/jobRuns';
import { nativeCollection } from '@/platform/store';
import { namesAlive } from '@/platform/workers';

import { lagOf, longestRun, problemOf, type Timed } from './lateness';

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

/** Agenda's row of a job. */
interface AgendaRow extends Timed, Document {
  repeatInterval?: string;
}

/** A run of a job that polls is written down this seldom while it finds nothing. */
const POLL_NOTED_MS = 30_000;

const iso = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;

/** A job that every worker polls by itself has no row of Agenda: its next run follows from its last. */
const ofPoll = ({ _id, every = '', intervalMs = 0, endedAt, startedAt }: JobRun): AgendaRow => {
  const last = endedAt ?? startedAt;
  return {
    name: _id,
    repeatInterval: every,
    nextRunAt: last ? new Date(last.getTime() + intervalMs + POLL_NOTED_MS) : undefined,
    isPolled: true,
  };
};

/**
 * Every scheduled job: when it runs next, how it last went, by how much it is late, and whether it hangs. By the
 * database's time, as workers write it. Three commands.
 */
export async function readJobs(payload: Payload): Promise<JobState[]> {
  const [timed, runs, alive] = await Promise.all([
    nativeCollection<AgendaRow>(payload, '_agenda')
      .find({}, { projection: { name: 1, nextRunAt: 1, repeatInterval: 1, lockedAt: 1 } })
      .toArray(),
    readJobRuns(payload),
    namesAlive(payload),
  ]);
  const at = worldTime();
  const runOf = new Map(runs.map((run) => [run._id, run]));
  const known = new Set(timed.map(({ name }) => name));
  const polled = runs.filter(({ _id, isPolled }) => isPolled && !known.has(_id)).map(ofPoll);
  return [...timed, ...polled]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((row) => {
      const run = runOf.get(row.name);
      const longest = longestRun(run, alive);
      const lagMs = longest ? 0 : lagOf(row, at);
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
        problem: problemOf({ row, run, longest, lagMs, at }),
      };
    });
}
