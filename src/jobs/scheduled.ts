import { env } from '@/platform/env';
import { worldTime } from '@/platform/clock';
import { type TimetableRow } from '@/platform/jobRuns';

import { longestWait } from './nextRun';
import { SCHEDULE } from './schedule';
import { timetables } from './timetable';

/** Days pass in a moment where the clock can be moved: what waits for an hour of the day is looked at all the time. */
const intervalOf = (every: string): string =>
  env().CLOCK === 'adjustable' && every.includes('*') ? '15 seconds' : every;

/**
 * The timetable of this worker: when each job runs, its longest pause, and whether every worker polls it by itself
 * (what bells ring) or the alarm clock lets one of them run it.
 * @throws Error for a timetable that would silence a job
 */
export function scheduled(): TimetableRow[] {
  const at = worldTime();
  const everyOf = timetables(at);
  return SCHEDULE.map(({ name, wakes, every: usual }) => {
    const every = intervalOf(everyOf.get(name) ?? usual);
    return { name, every, intervalMs: longestWait(every, at), isPolled: wakes.length > 0 };
  });
}
