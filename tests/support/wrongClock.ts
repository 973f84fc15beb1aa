/**
 * A worker on a machine whose clock is wrong: by CLOCK_AHEAD_MS from its start on, and by what is written to its input
 * later, a number of milliseconds a line. Its steady clock and its timers run on, as those of a machine do.
 */
import { createInterface } from 'node:readline';

const RealDate = Date;
let aheadMs = Number(process.env.CLOCK_AHEAD_MS ?? 0);
const machineTime = (): number => RealDate.now() + aheadMs;

globalThis.Date = new Proxy(RealDate, {
  apply: () => new RealDate(machineTime()).toString(),
  construct: (_date, given: number[]) =>
    given.length === 0 ? new RealDate(machineTime()) : new RealDate(...(given as [number])),
  get: (date, property) => (property === 'now' ? machineTime : (Reflect.get(date, property) as unknown)),
});

createInterface({ input: process.stdin }).on('line', (line) => {
  aheadMs = Number(line);
  process.stdout.write(`clock set ${aheadMs}\n`);
});

await import('../../src/jobs/worker');
