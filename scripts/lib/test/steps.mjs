import { join } from 'node:path';
import { runToEnd } from '../run.mjs';

/** A program whose exit code decides. */
const check =
  (program, args) =>
  async ({ root, stop }) => {
    const { code, output } = await runToEnd({
      command: process.execPath,
      args: [join(root, program), ...args],
      cwd: root,
      stop,
    });
    return { status: code === 0 ? 'passed' : 'failed', output };
  };

/** Test files under some folders, and what they need: see needs.mjs. */
const tests = (name, folders, needs = []) => ({ name, runsTests: true, folders, needs });

/** Every step of `npm test`, in the order of the summary. Add a step here and nowhere else. */
export const STEPS = [
  { name: 'types', run: check('node_modules/typescript/bin/tsc', ['--noEmit']) },
  { name: 'lint', run: check('scripts/lint.mjs', []) },
  {
    name: 'imports',
    run: check('node_modules/dependency-cruiser/bin/dependency-cruise.mjs', [
      ...['--config', '.dependency-cruiser.cjs', 'src', 'simulators', 'scripts', 'tests', 'bench'],
      'payload.config.ts',
    ]),
  },
  { name: 'unused', run: check('node_modules/knip/bin/knip.js', []) },
  { name: 'house', run: check('scripts/house.mjs', []) },
  { name: 'generated', run: check('scripts/check-generated.mjs', []) },
  { name: 'compose', run: check('scripts/check-compose.mjs', []) },
  tests('unit', ['src', 'simulators', 'tests/unit', 'tests/docs']),
  tests('integration', ['tests/int'], ['mongo']),
  tests('race', ['tests/race'], ['mongo']),
  tests('property', ['tests/property'], ['mongo']),
  tests('fault', ['tests/fault'], ['mongo']),
  tests('access', ['tests/access'], ['mongo']),
  tests('contract', ['tests/contract'], ['specs']),
  tests('browser', ['tests/e2e'], ['product']),
];

/** The step a test file belongs to, for running one file alone. */
export function stepOfFile(file) {
  const path = file.replaceAll('\\', '/').replace(/^\.\//, '');
  return STEPS.find((step) => step.folders?.some((folder) => path.startsWith(`${folder}/`)));
}
