import { env } from '@/platform/env';

import { SCHEDULE, type ScheduledJob } from './schedule';

/**
 * When a job runs: as the environment says (JOB_SCHEDULE), else as the schedule does.
 * @throws Error for a job that does not exist, so that a slip of the pen does not silence one
 */
export function timetable(job: Pick<ScheduledJob, 'name' | 'every'>): string {
  const given = env().JOB_SCHEDULE;
  const unknown = Object.keys(given).find((name) => !SCHEDULE.some((known) => known.name === name));
  if (unknown) throw new Error(`JOB_SCHEDULE names ${unknown}, which is no job. Jobs: ${SCHEDULE.map(({ name }) => name).join(', ')}.`);
  return given[job.name] ?? job.every;
}
