import { env } from '@/platform/env';

import { nextRun, waitsLongerThan } from './nextRun';
import { SCHEDULE } from './schedule';

const MINUTE_MS = 60_000;

/**
 * How long what a job looks for can wait for its next run: reminders are owed twenty minutes ahead, and the check of
 * expected mails gives feedback an hour and a half.
 */
const BEARS_MS: Readonly<Record<string, number>> = {
  'reminders-24h': 20 * MINUTE_MS,
  'reminders-1h': 20 * MINUTE_MS,
  'feedback-requests': 90 * MINUTE_MS,
};

function assertUsable(name: string, every: string, now: Date): void {
  const slip = `JOB_SCHEDULE has ${name}=${every}`;
  try {
    nextRun(every, now);
  } catch (error) {
    throw new Error(`${slip}, which is no timetable: ${(error as Error).message}.`, { cause: error });
  }
  const bears = BEARS_MS[name];
  if (bears && waitsLongerThan(every, bears, now))
    throw new Error(
      `${slip}, which comes too seldom: what it looks for waits ${bears / MINUTE_MS} minutes at most.`,
    );
}

/**
 * When each job runs: as the environment says (JOB_SCHEDULE), else as the schedule does.
 * @throws Error for a job that does not exist, a time that never comes, and one that comes too seldom for its work: a
 * slip of the pen would silence a job
 */
export function timetables(now: Date): ReadonlyMap<string, string> {
  const given = env().JOB_SCHEDULE;
  for (const [name, every] of Object.entries(given)) {
    if (!SCHEDULE.some((known) => known.name === name))
      throw new Error(
        `JOB_SCHEDULE names ${name}, which is no job. Jobs: ${SCHEDULE.map((job) => job.name).join(', ')}.`,
      );
    assertUsable(name, every, now);
  }
  return new Map(SCHEDULE.map(({ name, every }) => [name, given[name] ?? every]));
}
