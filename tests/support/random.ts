/** Chances that come out the same for the same seed. */
export interface Random {
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  pick<T>(from: readonly T[]): T;
  /** A new order of all of them. */
  shuffled<T>(list: readonly T[]): T[];
  /** Whole parts of a sum, each at least 1. */
  parts(sum: number, count: number): number[];
}

/** The generator mulberry32: small, and good enough to choose with. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    int,
    pick: (from) => from[int(0, from.length - 1)] as (typeof from)[number],
    shuffled(list) {
      const order = [...list];
      for (let at = order.length - 1; at > 0; at -= 1) {
        const other = int(0, at);
        [order[at], order[other]] = [
          order[other] as (typeof order)[number],
          order[at] as (typeof order)[number],
        ];
      }
      return order;
    },
    parts(sum, count) {
      const parts: number[] = [];
      for (let left = sum, open = count; open > 0; open -= 1) {
        const part = open === 1 ? left : int(1, left - open + 1);
        parts.push(part);
        left -= part;
      }
      return parts;
    },
  };
}
