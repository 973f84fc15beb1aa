import { readFile } from 'node:fs/promises';
import { specFiles } from './jest.mjs';

/** How much more than in `npm test`; what the environment says already stays. */
const FIGURES = { PROPERTY_RUNS: '500', PROPERTY_COMMANDS: '100', CASE_REPEATS: '20' };

const PROPERTIES = 'tests/property';
/**
 * What a file with numbered cases of faults, or with a run that the soak enlarges, imports; and how these are
 * called.
 */
const CASES = /from '[./]+\/support\/cases'/;
const CASE_NAMES = '(case \\d+|load):';

/**
 * What the soak repeats: the properties, and in every other folder the numbered cases and what is called `load: …`.
 * @returns {Promise<{step: object, options: object}[]>}
 */
export async function soakOf({ root, steps }) {
  Object.assign(process.env, { ...FIGURES, ...process.env });
  const work = [];
  for (const step of steps.filter(({ runsTests }) => runsTests)) {
    if (step.folders.includes(PROPERTIES)) {
      work.push({ step, options: {} });
      continue;
    }
    const files = [];
    for (const file of await specFiles(root, step.folders))
      if (CASES.test(await readFile(file, 'utf8'))) files.push(file);
    if (files.length > 0) work.push({ step, options: { files, filter: CASE_NAMES } });
  }
  return work;
}
