import { hostname } from 'node:os';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { getPayload, type Payload } from 'payload';

import config from '@payload-config';
import { env } from '@/platform/env';
import { logger } from '@/platform/logger';
import { forgetRuns, recordedRun } from '@/platform/jobRuns';
import { sayReady, startFailure } from '@/platform/startup';
import { databaseOf } from '@/platform/store';

import { startHeartbeat } from './heartbeat';
import { SCHEDULE, type ScheduledJob } from './schedule';
import { timetables } from './timetable';
import { singleFlight } from './singleFlight';
import { wakeOnCommit } from './wake';

/** What is running gets this long to end after SIGTERM, all of it together; leases take care of the rest. */
const DRAIN_MS = 25_000;
/** By then the process is gone, whatever hangs. Supervisors kill after 30 s. */
const STOP_MS = 29_000;

/** Days pass in a moment where the clock can be moved: what waits for an hour of the day is looked at all the time. */
const intervalOf = (every: string): string =>
  env().CLOCK === 'adjustable' && every.includes('*') ? '15 seconds' : every;

async function start(payload: Payload, everyOf: ReadonlyMap<string, string>): Promise<() => Promise<void>> {
  let stopping = false;
  const worker = `${hostname()}:${process.pid}`;
  await forgetRuns(payload, worker);
  const runOf = (job: ScheduledJob) => () =>
    recordedRun(payload, { name: job.name, worker }, () => job.run(payload, () => stopping));
  const runners = new Map(SCHEDULE.map((job) => [job.name, singleFlight(runOf(job))]));
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: databaseOf(payload) as never, collection: '_agenda' }),
    processEvery: '1 second',
    defaultLockLifetime: 60_000,
  });
  agenda.on('fail', (error: Error, job: { attrs: { name: string } }) =>
    logger.error({ err: error, job: job.attrs.name }, 'job failed'),
  );
  for (const job of SCHEDULE) agenda.define(job.name, async () => runners.get(job.name)?.());
  await agenda.start();
  // What an earlier release ran is no job any more: its row would be late for ever.
  await agenda.purge();
  for (const [name, every] of everyOf)
    await agenda.every(intervalOf(every), name, undefined, { timezone: 'UTC' });

  const ring = (name: string) => (): void => {
    runners
      .get(name)?.()
      .catch((error: unknown) => logger.error({ err: error, job: name }, 'job failed'));
  };
  const bells = new Map(
    SCHEDULE.flatMap((job) => job.wakes.map((collection) => [collection, ring(job.name)] as const)),
  );
  const stopListening = wakeOnCommit(payload, bells);
  const stopBeating = startHeartbeat(payload, worker);
  for (const job of SCHEDULE) ring(job.name)();

  return async () => {
    stopping = true;
    await stopListening();
    // The lease of what is in hand when the time is up is not given back: a mail the server may just have accepted must
    // not be another worker's before it has run out. What was not in hand has none.
    // What a bell started is not Agenda's to wait for. Each runner ends after the row it is at.
    const ended = agenda
      .drain(DRAIN_MS)
      .then(() => Promise.all([...runners.values()].map((run) => run.idle())));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, DRAIN_MS))]);
    await stopBeating();
    await payload.destroy();
  };
}

async function main(): Promise<void> {
  const everyOf = timetables(new Date());
  const payload = await getPayload({ config });
  const stop = await start(payload, everyOf);
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
