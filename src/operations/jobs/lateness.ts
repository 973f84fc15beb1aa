import { type JobRun } from '@/platform/jobRuns';

/** When a job is to run, as stored. */
export interface Timed {
  name: string;
  nextRunAt?: Date | null;
  lockedAt?: Date | null;
  /** Every worker runs it by its own interval. */
  isPolled?: boolean;
}

type Running = { worker: string; since: Date };

/** A job is late when nobody has come to it for so long after its time. */
const LATE_MS = 5 * 60_000;
/** Sweeps take seconds, and a queue is drained in minutes: longer, it hangs or cannot keep up. */
const LONG_RUN_MS = 15 * 60_000;
/** A timetable is set by workers whose clocks may differ by seconds. */
const AHEAD_MS = 60_000;

const minutes = (milliseconds: number): number => Math.round(milliseconds / 60_000);

/** The longest run that has not ended, of a worker that lives: one that died has left its note behind. */
export function longestRun(run: JobRun | undefined, alive: ReadonlySet<string>): Running | undefined {
  const running = Object.values(run?.running ?? {}).filter(({ worker }) => alive.has(worker));
  return running.sort((a, b) => a.since.getTime() - b.since.getTime())[0];
}

/** By how many milliseconds a job that nobody has in hand is late. */
export const lagOf = ({ nextRunAt, lockedAt }: Timed, at: Date): number =>
  nextRunAt && !lockedAt ? Math.max(0, at.getTime() - nextRunAt.getTime()) : 0;

/** A time further away than the job's interval was set by a wrong clock. */
function aheadOf({ nextRunAt, lockedAt }: Timed, run: JobRun | undefined, at: Date): string | null {
  const aheadMs = (nextRunAt?.getTime() ?? 0) - at.getTime() - (run?.intervalMs ?? Infinity);
  if (aheadMs > AHEAD_MS)
    return `is set ${minutes(aheadMs)} min too far into the future: a clock was wrong when it was set`;
  const heldMs = (lockedAt?.getTime() ?? 0) - at.getTime();
  return heldMs > AHEAD_MS
    ? `is locked from ${minutes(heldMs)} min in the future: a clock was wrong when it was taken`
    : null;
}

/** What keeps a job from its work, in words; null when nothing does. */
export function problemOf({
  row,
  run,
  longest,
  lagMs,
  at,
}: {
  row: Timed;
  run: JobRun | undefined;
  longest: Running | undefined;
  lagMs: number;
  at: Date;
}): string | null {
  const runsMs = longest ? at.getTime() - longest.since.getTime() : 0;
  if (longest && runsMs > LONG_RUN_MS)
    return `has been running for ${minutes(runsMs)} min on ${longest.worker}`;
  if (!row.nextRunAt && !row.lockedAt && !row.isPolled) return 'has no next run';
  if (lagMs > LATE_MS) return `is ${minutes(lagMs)} min late`;
  return aheadOf(row, run, at) ?? (run?.ok === false ? `failed: ${run.error}` : null);
}
