import { type World } from './world';

/** Jobs that ask providers about everything: not part of a timetable that tests what is owed by time. */
const ASKS_OUTSIDE = new Set(['reconcile-payments', 'zoom-orphans', 'meeting-attendance']);

/** Everything the timetable does at one moment, whatever the hour, then all owed work. */
export async function runTimetable(world: World, except: readonly string[] = []): Promise<void> {
  const { SCHEDULE } = await import('../../src/jobs/schedule');
  for (const job of SCHEDULE) {
    if (job.wakes.length > 0 || ASKS_OUTSIDE.has(job.name) || except.includes(job.name)) continue;
    await job.run(world.payload, () => false);
  }
  await world.work();
}
