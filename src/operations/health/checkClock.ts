import { type Payload } from 'payload';

import { TOLERATED_MS } from '@/platform/clock';
import { readDatabaseTime } from '@/platform/databaseClock';
import { readAlive } from '@/platform/workers';

import { degraded, ok, type Verdict } from './verdict';

const differs = (whose: string, aheadMs: number): string =>
  `the clock of ${whose} differs from the database's by ${Math.round(Math.abs(aheadMs) / 1000)} s ` +
  `(it is ${aheadMs > 0 ? 'ahead' : 'behind'})`;

/**
 * Whether the clocks of this process and of every worker that lives agree with the database's, by which all of them
 * work. Two commands. `machineTime` is this machine's, in milliseconds.
 */
export async function checkClock(payload: Payload, machineTime = (): number => Date.now()): Promise<Verdict> {
  const [{ at, steady, tookMs }, workers] = await Promise.all([
    readDatabaseTime(payload),
    readAlive(payload),
  ]);
  const aheadMs = machineTime() - (at.getTime() + performance.now() - steady);
  const wrong = [
    // What asking took is not the clock's fault.
    ...(Math.abs(aheadMs) > TOLERATED_MS + tookMs / 2 ? [differs('this process', aheadMs)] : []),
    ...workers.flatMap(({ _id, aheadMs: theirs = 0 }) =>
      Math.abs(theirs) > TOLERATED_MS ? [differs(`worker ${_id}`, theirs)] : [],
    ),
  ];
  return wrong.length === 0
    ? ok("those of this process and the workers agree with the database's")
    : degraded(`${wrong.join('; ')}. All work by the database's: set the machine's clock right.`);
}
