import { type Payload } from 'payload';

import { setDatabaseTime, TOLERATED_MS, worldTime } from './clock';
import { logger } from './logger';
import { databaseOf } from './store';
import { whileConnected } from './whileConnected';

/** A clock that was set, on this machine or the database's, is known to this process after so long. */
const READ_EVERY_MS = 10_000;

/** A start on a busy machine may need another look. */
const LOOKS_AT_START = 3;

interface DatabaseTime {
  at: Date;
  /** The steady clock of this process at that moment. */
  steady: number;
}

/** The time by the clock of the database's primary: right to half of what asking took. One command. */
export async function readDatabaseTime(payload: Payload): Promise<DatabaseTime & { tookMs: number }> {
  const asked = performance.now();
  const { localTime } = await databaseOf(payload).command({ hello: 1 });
  const tookMs = performance.now() - asked;
  return { at: localTime as Date, steady: asked + tookMs / 2, tookMs };
}

/**
 * Makes this process live by the database's time as it is now. One command.
 * @returns whether it could be told
 */
export async function readClock(payload: Payload): Promise<boolean> {
  const { at, steady, tookMs } = await readDatabaseTime(payload);
  // Of a process that hung meanwhile nothing can be told.
  if (tookMs > TOLERATED_MS) return false;
  const before = worldTime().getTime();
  setDatabaseTime(at, steady);
  const jumpedMs = worldTime().getTime() - before;
  if (Math.abs(jumpedMs) > TOLERATED_MS)
    logger.warn({ seconds: Math.round(jumpedMs / 1000) }, "the time was set by the database's clock");
  return true;
}

/**
 * Leases, heartbeats and what is due are judged by one clock, the database's: a process whose own is wrong takes
 * nothing from others and makes nobody wait. A step of its machine's clock does not move it at all.
 */
export async function followDatabaseClock(payload: Payload): Promise<void> {
  for (let look = 0; look < LOOKS_AT_START && !(await readClock(payload)); look += 1);
  whileConnected("the database's clock", READ_EVERY_MS, () => readClock(payload));
}
