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

const WEEK_MS = 7 * 86_400_000;
const STEP_MS = 5 * 60_000;

/** Whether within any week somebody waits longer than so many milliseconds for the next run; found to five minutes. */
export function waitsLongerThan(every: string, limitMs: number, from: Date): boolean {
  for (let at = from.getTime(); at < from.getTime() + WEEK_MS; at += STEP_MS) {
    if (nextRun(every, new Date(at)).getTime() - at > limitMs) return true;
  }
  return false;
}
