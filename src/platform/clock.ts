/**
 * The one source of "now". Production uses the machine's clock; the demo and the tests may set another
 * so that days pass in a moment. Nothing in the product calls `Date.now()` for a decision.
 */
type Now = () => Date;

const system: Now = () => new Date();

/**
 * One clock a process. The web server bundles pages and routes apart, each with its own copy of this module:
 * what is set in one must hold in all.
 */
const shared = globalThis as { [key: symbol]: Now | undefined };
const KEY = Symbol.for('insight-serenity.clock');

export const now: Now = () => (shared[KEY] ?? system)();

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
