import { type Random, randomOf } from './random';
import { CASE_REPEATS, CASE_SEED } from './volume';

export interface CaseRun {
  seed: number;
  /** Chances of this seed: what comes first, how much, how often, which step. */
  random: Random;
}

/**
 * A case of docs/faults.md, by its number there: a group `case 7: …` with one test for each seed, named after it.
 * The seeds of a run follow each other, so that two halves of a thing chosen by `seed % 2` are both done.
 * Again: `CASE_SEED=<seed> CASE_REPEATS=1 npm test -- --file <path> -t "case 7:"`.
 */
export function faultCase(
  number: number,
  title: string,
  tell: (run: CaseRun) => Promise<void>,
  timeoutMs?: number,
): void {
  describe(`case ${number}: ${title}`, () => {
    for (let repeat = 0; repeat < CASE_REPEATS; repeat += 1) {
      const seed = CASE_SEED + repeat;
      it(`(seed ${seed})`, () => tell({ seed, random: randomOf(seed * 100 + number) }), timeoutMs);
    }
  });
}
