import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { specFiles } from './jest.mjs';

const PROPERTIES = 'tests/property';
/** What a file imports that has more to play in the soak, and what it plays there. */
const HAS_MORE = /from '[./]+\/support\/(cases|volume)'/;
/** Rules with random input: their names hold no seed. */
const DRAWS = /from '[./]+\/support\/properties'/;
const MORE = '(case \\d+|load|soak):|\\(seed \\d+\\)';

/** Says to all who play that this is the soak, and from which seeds; what the environment says already stays. */
export function drawSeeds(env = process.env) {
  env.SOAK = '1';
  env.CASE_SEED ??= String(randomInt(1_000_000));
  env.PROPERTY_SEED ??= String(randomInt(2 ** 31));
}

/**
 * What the soak repeats: the properties, and in every other folder what has a seed, a volume or a stopwatch.
 * @returns {Promise<{step: object, options: object}[]>}
 */
export async function soakOf({ root, steps }) {
  const work = [];
  for (const step of steps.filter(({ runsTests }) => runsTests)) {
    if (step.folders.includes(PROPERTIES)) {
      work.push({ step, options: {} });
      continue;
    }
    const texts = await Promise.all(
      (await specFiles(root, step.folders)).map(async (file) => ({
        file,
        text: await readFile(file, 'utf8'),
      })),
    );
    const filesWith = (pattern) => texts.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
    const parts = [{ files: filesWith(HAS_MORE), filter: MORE }, { files: filesWith(DRAWS) }];
    work.push(...parts.filter(({ files }) => files.length > 0).map((options) => ({ step, options })));
  }
  return work;
}
