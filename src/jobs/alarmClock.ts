import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import { type Payload } from 'payload';

import { isMachineRight, TOLERATED_MS } from '@/platform/clock';
import { logger } from '@/platform/logger';
import { databaseOf } from '@/platform/store';

import { LOCK_MS, mendTimetable } from './mendTimetable';

interface AlarmClock {
  /** Mends what a wrong clock has done to the timetable, and runs what was missed. */
  keepTime(): Promise<void>;
  /** Starts nothing more and waits for what runs. */
  drain(withinMs: number): Promise<unknown>;
}

/** When this process began, by the machine's clock as it is now: it changes when that one is set. */
const machineStart = (): number => Date.now() - performance.now();

/**
 * Agenda, which writes and reads its timetable by the machine's clock. While that one is wrong it rests in this
 * process: `keepTime` alone rings then, by the database's clock.
 * @param everyOf when each job runs
 * @param ring runs a job
 */
export async function startAlarmClock(
  payload: Payload,
  everyOf: ReadonlyMap<string, string>,
  ring: (name: string) => Promise<void>,
): Promise<AlarmClock> {
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: databaseOf(payload) as never, collection: '_agenda' }),
    processEvery: '1 second',
    defaultLockLifetime: LOCK_MS,
  });
  agenda.on('fail', (error: Error, job: { attrs: { name: string } }) =>
    logger.error({ err: error, job: job.attrs.name }, 'job failed'),
  );
  for (const name of everyOf.keys())
    agenda.define(name, async () => (isMachineRight() ? ring(name) : undefined));
  const write = (name: string) => agenda.every(everyOf.get(name) ?? '', name, undefined, { timezone: 'UTC' });

  let rings = false;
  let startedAt = machineStart();
  const follow = async (): Promise<void> => {
    const shouldRing = isMachineRight();
    // Agenda holds what is due next in its memory, by the clock as it was.
    const hasJumped = Math.abs(machineStart() - startedAt) > TOLERATED_MS;
    startedAt = machineStart();
    if (rings && (hasJumped || !shouldRing)) await agenda.stop(false);
    if (shouldRing) await agenda.start();
    rings = shouldRing;
  };
  const keepTime = async (): Promise<void> => {
    await follow();
    const { missed, absent } = await mendTimetable(payload, everyOf);
    for (const name of absent) await write(name);
    for (const name of missed)
      ring(name).catch((error: unknown) => logger.error({ err: error, job: name }, 'job failed'));
  };

  await follow();
  // What an earlier release ran is no job any more: its row would be late for ever.
  await agenda.purge();
  for (const name of everyOf.keys()) await write(name);
  await keepTime();
  return { keepTime, drain: (withinMs) => agenda.drain(withinMs) };
}
