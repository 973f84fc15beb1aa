import { randomInt } from 'node:crypto';
import fc from 'fast-check';

import { startWorld, type World } from '../support/world';

/** How much is played: small in `npm test`, large in `npm run test:soak`. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 100);
const COMMANDS = Number(process.env.PROPERTY_COMMANDS ?? 40);
const SEED = Number(process.env.PROPERTY_SEED ?? randomInt(2 ** 31));
/** Leads straight to one counterexample of a seed. */
const PATH = process.env.PROPERTY_PATH;
const AGAIN = 'npm test -- --file tests/property/credits.spec.ts';

/** A run of 40 commands takes 2 s on a quiet machine. */
const LONG = RUNS * COMMANDS * 1000;

let world: World;
beforeAll(async () => {
  world = await startWorld('property-credits');
});
afterAll(() => world.close());

describe('credits and payments, whatever happens in whatever order', () => {
  it(
    `keep I1, I2 and I5 after each step, and stand where a model of them stands (seed ${SEED})`,
    async () => {
      const { begin, finish, sequences, startReal } = await import('./play');
      const people = await startReal(world);
      console.log(`property: ${RUNS} runs of ${COMMANDS} commands, PROPERTY_SEED=${SEED}`);
      const since = performance.now();
      let runs = 0;
      const played: string[] = [];
      const property = fc.asyncProperty(sequences(COMMANDS), async (sequence) => {
        const { model, real } = await begin(people, COMMANDS);
        try {
          await fc.asyncModelRun(() => ({ model, real }), sequence);
          await finish(model, real);
        } catch (error) {
          throw new Error(
            `${error instanceof Error ? error.message : String(error)}\n\nafter\n  ${model.played.join('\n  ')}\n`,
            { cause: error },
          );
        }
        runs += 1;
        played.push(...model.played);
      });
      const result = await fc.check(property, {
        seed: SEED,
        path: PATH,
        numRuns: RUNS,
        interruptAfterTimeLimit: LONG * 0.9,
        markInterruptAsFailure: true,
      });
      if (result.failed) {
        const again = `PROPERTY_SEED=${SEED} PROPERTY_COMMANDS=${COMMANDS} PROPERTY_PATH=${result.counterexamplePath}`;
        throw new Error(
          `After ${result.numRuns} runs, shrunk ${result.numShrinks} ` +
            `times. ${String(result.errorInstance)}\nAgain: ${again} ${AGAIN}`,
          { cause: result.errorInstance },
        );
      }
      const took = (performance.now() - since) / 1000;
      console.log(
        `figure: property: ${runs} runs, ${played.length} commands (${(played.length / runs).toFixed(1)} ` +
          `a run), ${took.toFixed(0)} s, seed ${SEED}`,
      );
      console.log(`property: ${tally(played)}`);
      if (!PATH) expect(played.length / runs).toBeGreaterThan(COMMANDS * 0.95);
    },
    LONG,
  );
});

function tally(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names.map((command) => command.replace(/ (\{.*|null)$/, '')))
    counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}
