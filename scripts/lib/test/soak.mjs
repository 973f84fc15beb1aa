import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { specFiles } from './jest.mjs';

const PROPERTIES = 'tests/property';
/** What a file imports that has more to play in the soak, and what it plays there. */
const HAS_MORE = /from '[./]+\/support\/(cases|volume)'/;
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
    const files = [];
    for (const file of await specFiles(root, step.folders))
      if (HAS_MORE.test(await readFile(file, 'utf8'))) files.push(file);
    if (files.length > 0) work.push({ step, options: { files, filter: MORE } });
  }
  return work;
}
