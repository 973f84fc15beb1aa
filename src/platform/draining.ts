/** One mark a process: the web server's bundles have a copy of this module each. */
const shared = globalThis as { [key: symbol]: unknown };
const KEY = Symbol.for('insight-serenity.draining');

/** From now on this process answers what it has taken and then ends. */
export function setDraining(): void {
  shared[KEY] = true;
}

export const isDraining = (): boolean => shared[KEY] === true;
