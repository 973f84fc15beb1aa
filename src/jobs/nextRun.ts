import { type Agenda, Job } from 'agenda';

/** Computing a time asks nothing of the scheduler or its database. */
const NO_SCHEDULER = {} as Agenda;

/**
 * When a job that runs by this text (a cron string in UTC, or words such as `5 seconds`) runs next after an instant: by
 * Agenda's own reading, so that what is accepted here is what will happen.
 * @throws Error that says what is wrong with it
 */
export function nextRun(every: string, after: Date): Date {
  const job = new Job(NO_SCHEDULER, { name: 'next-run', type: 'normal', lastRunAt: after }).repeatEvery(
    every,
    { timezone: 'UTC' },
  );
  if (job.attrs.nextRunAt) return new Date(job.attrs.nextRunAt);
  throw new Error(String(job.attrs.failReason ?? 'it never comes').replace(/^.*\): (Error: )?/, ''));
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const STEP_MS = 5 * 60_000;

/** Whether within any week somebody waits longer than so many milliseconds for the next run; found to five minutes. */
export function waitsLongerThan(every: string, limitMs: number, from: Date): boolean {
  for (let at = from.getTime(); at < from.getTime() + WEEK_MS; at += STEP_MS) {
    if (nextRun(every, new Date(at)).getTime() - at > limitMs) return true;
  }
  return false;
}

/** The longest pause, in milliseconds, of what runs by this text; where it names days, within a week. */
export function longestWait(every: string, from: Date): number {
  // Words such as `5 seconds` are a pause, always the same.
  if (!every.includes('*')) return nextRun(every, from).getTime() - from.getTime();
  const until = from.getTime() + (every.trim().endsWith('* * *') ? DAY_MS : WEEK_MS);
  let longest = 0;
  for (let at = from; at.getTime() < until;) {
    const next = nextRun(every, at);
    longest = Math.max(longest, next.getTime() - at.getTime());
    at = next;
  }
  return longest;
}
