import { hostname } from 'node:os';
import { getPayload, type Payload } from 'payload';

import config from '@payload-config';
import { logger } from '@/platform/logger';
import { forgetRuns, noteTimetable, recordedRun, type TimetableRow } from '@/platform/jobRuns';
import { sayReady, startFailure } from '@/platform/startup';

import { startAlarmClock } from './alarmClock';
import { startHeartbeat } from './heartbeat';
import { poll } from './polls';
import { SCHEDULE, type ScheduledJob } from './schedule';
import { scheduled } from './scheduled';
import { singleFlight } from './singleFlight';
import { keepRight } from './timekeeper';
import { wakeOnCommit } from './wake';

/** What is running gets this long to end after SIGTERM, all of it together; leases take care of the rest. */
const DRAIN_MS = 25_000;
/** By then the process is gone, whatever hangs. Supervisors kill after 30 s. */
const STOP_MS = 29_000;

async function start(payload: Payload, timetable: readonly TimetableRow[]): Promise<() => Promise<void>> {
  let stopping = false;
  const worker = `${hostname()}:${process.pid}`;
  await forgetRuns(payload, worker);
  await noteTimetable(payload, timetable);
  const runOf = (job: ScheduledJob) => () =>
    recordedRun(payload, { name: job.name, worker }, () => job.run(payload, () => stopping));
  const runners = new Map(SCHEDULE.map((job) => [job.name, singleFlight(runOf(job))]));
  const run = async (name: string): Promise<void> => runners.get(name)?.();
  const ring = (name: string) => (): void =>
    void run(name).catch((error: unknown) => logger.error({ err: error, job: name }, 'job failed'));

  const timed = timetable.filter(({ isPolled }) => !isPolled);
  const alarms = await startAlarmClock(payload, new Map(timed.map(({ name, every }) => [name, every])), run);
  const stopPolls = timetable
    .filter(({ isPolled }) => isPolled)
    .map(({ name, every }) => poll(every, ring(name)));
  const bells = new Map(
    SCHEDULE.flatMap((job) => job.wakes.map((collection) => [collection, ring(job.name)] as const)),
  );
  const stopListening = wakeOnCommit(payload, bells);
  const stopKeeping = await keepRight(payload, () => alarms.keepTime());
  const stopBeating = startHeartbeat(payload, worker);
  for (const job of SCHEDULE) ring(job.name)();

  return async () => {
    stopping = true;
    for (const stopPoll of stopPolls) stopPoll();
    await stopListening();
    await stopKeeping();
    // The lease of what is in hand when the time is up is not given back: a mail the server may just have accepted must
    // not be another worker's before it has run out. What was not in hand has none.
    // What a bell started is not Agenda's to wait for. Each runner ends after the row it is at.
    const ended = alarms
      .drain(DRAIN_MS)
      .then(() => Promise.all([...runners.values()].map((runner) => runner.idle())));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, DRAIN_MS))]);
    await stopBeating();
    await payload.destroy();
  };
}

async function main(): Promise<void> {
  const timetable = scheduled();
  const payload = await getPayload({ config });
  const stop = await start(payload, timetable);
  sayReady('worker');
  let ending = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      logger.info({ signal }, 'worker stops');
      setTimeout(() => process.exit(1), STOP_MS).unref();
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, 'the worker did not stop cleanly');
          process.exit(1);
        },
      );
    });
  }
}

main().catch((error: unknown) => {
  logger.fatal({ err: error }, startFailure(error));
  process.exit(1);
});
