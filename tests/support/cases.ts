import { type Random, randomOf } from './random';
import { CASE_REPEATS, CASE_SEED, HALVED_REPEATS } from './volume';

interface CaseRun {
  seed: number;
  /** Chances of this seed: what comes first, how much, how often, which step. */
  random: Random;
}

type Tell = (run: CaseRun) => Promise<void>;

/**
 * A case of docs/faults.md, by its number there: a group `case 7: …` with one test for each seed, named after it.
 * Again: `CASE_SEED=<seed> CASE_REPEATS=1 npm test -- --file <path> -t "case 7:"`.
 */
export const faultCase = (number: number, title: string, tell: Tell, timeoutMs?: number): void =>
  tellEach(CASE_REPEATS, { number, title, tell, timeoutMs });

/** A case that takes one half of a thing by `seed % 2`: seeds follow each other, so that both are done. */
export const halvedCase = (number: number, title: string, tell: Tell, timeoutMs?: number): void =>
  tellEach(HALVED_REPEATS, { number, title, tell, timeoutMs });

function tellEach(
  repeats: number,
  { number, title, tell, timeoutMs }: { number: number; title: string; tell: Tell; timeoutMs?: number },
): void {
  describe(`case ${number}: ${title}`, () => {
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const seed = CASE_SEED + repeat;
      it(`(seed ${seed})`, () => tell({ seed, random: randomOf(seed * 100 + number) }), timeoutMs);
    }
  });
}
