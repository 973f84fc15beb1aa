import fc from '../support/properties';

import { PROPERTY_COMMANDS, PROPERTY_RUNS, PROPERTY_SEED } from '../support/volume';
import { startWorld, type World } from '../support/world';

/** How much is played: small in `npm test`, large in `npm run test:soak`. */
/** Leads straight to one counterexample of a seed. */
const PATH = process.env.PROPERTY_PATH;
const AGAIN = 'npm test -- --file tests/property/credits.spec.ts';

/** A run of 40 commands takes 2 s on a quiet machine. */
const LONG = PROPERTY_RUNS * PROPERTY_COMMANDS * 1000;

let world: World;
beforeAll(async () => {
  world = await startWorld('property-credits');
});
afterAll(() => world.close());

describe('credits and payments, whatever happens in whatever order', () => {
  it(
    `keep I1, I2 and I5 after each step, and stand where a model of them stands (seed ${PROPERTY_SEED})`,
    async () => {
      const { begin, finish, sequences, startReal } = await import('./play');
      const people = await startReal(world);
      console.log(
        `property: ${PROPERTY_RUNS} runs of ${PROPERTY_COMMANDS} commands, PROPERTY_SEED=${PROPERTY_SEED}`,
      );
      const since = performance.now();
      let runs = 0;
      const played: string[] = [];
      const property = fc.asyncProperty(sequences(PROPERTY_COMMANDS), async (sequence) => {
        const { model, real } = await begin(people, PROPERTY_COMMANDS);
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
        seed: PROPERTY_SEED,
        path: PATH,
        numRuns: PROPERTY_RUNS,
        interruptAfterTimeLimit: LONG * 0.9,
        markInterruptAsFailure: true,
      });
      if (result.failed) {
        const seed = `PROPERTY_SEED=${PROPERTY_SEED} PROPERTY_COMMANDS=${PROPERTY_COMMANDS}`;
        const again = `${seed} PROPERTY_PATH=${result.counterexamplePath}`;
        throw new Error(
          `After ${result.numRuns} runs, shrunk ${result.numShrinks} ` +
            `times. ${String(result.errorInstance)}\nAgain: ${again} ${AGAIN}`,
          { cause: result.errorInstance },
        );
      }
      const took = (performance.now() - since) / 1000;
      console.log(
        `figure: property: ${runs} runs, ${played.length} commands (${(played.length / runs).toFixed(1)} ` +
          `a run), ${took.toFixed(0)} s, seed ${PROPERTY_SEED}`,
      );
      console.log(`property: ${tally(played)}`);
      if (!PATH) expect(played.length / runs).toBeGreaterThan(PROPERTY_COMMANDS * 0.95);
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
