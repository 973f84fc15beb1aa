/**
 * The one source of "now". Production lives by the database's time, so that all processes agree; the demo and the tests
 * may set another so that days pass in a moment. Nothing in the product calls `Date.now()` for a decision.
 */
type Now = () => Date;

/** What the database's clock said, and the steady clock of this process then: that one no step of time moves. */
interface Reading {
  at: number;
  steady: number;
}

/**
 * One clock a process. The web server bundles pages and routes apart, each with its own copy of this module:
 * what is set in one must hold in all.
 */
const shared = globalThis as { [key: symbol]: unknown };
const KEY = Symbol.for('insight-serenity.clock');
const READING = Symbol.for('insight-serenity.database-time');

/** Clocks that are kept by the network differ by less; a reading over a busy line is off by less. */
export const TOLERATED_MS = 2000;

function databaseTime(): number | undefined {
  const reading = shared[READING] as Reading | undefined;
  return reading && reading.at + performance.now() - reading.steady;
}

/** By how many milliseconds this machine's clock is ahead of the database's; 0 while that one has not been read. */
export function machineAheadMs(): number {
  const time = databaseTime();
  return time === undefined ? 0 : Math.round(Date.now() - time);
}

/** Whether this machine's clock agrees with the database's. */
export const isMachineRight = (): boolean => Math.abs(machineAheadMs()) <= TOLERATED_MS;

/** The time of the world, by the database's clock: the machine's while it agrees with that one. */
export const worldTime: Now = () => new Date(isMachineRight() ? Date.now() : (databaseTime() ?? Date.now()));

/** What the database's clock said at a moment of this process's steady clock (`performance.now()`). */
export function setDatabaseTime(at: Date, steady: number): void {
  shared[READING] = { at: at.getTime(), steady } satisfies Reading;
}

export const now: Now = () => ((shared[KEY] as Now | undefined) ?? worldTime)();

/** Replaces the clock, for tests and the demo's adjustable clock. */
export function setClock(source: Now): void {
  shared[KEY] = source;
}

export function resetClock(): void {
  shared[KEY] = undefined;
}

/** Stops the clock at an instant. */
export function freezeClock(instant: string | Date): void {
  const at = new Date(instant);
  setClock(() => new Date(at));
}
