import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NO_CHROMIUM } from '../chromium.mjs';
import { runToEnd } from '../run.mjs';
import { runJest, specFiles } from './jest.mjs';

const NOTHING = { passed: 0, failed: 0, skipped: 0 };

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

/** Test files under some folders; `prepare` gives the environment they need, or says why they cannot run. */
const tests = (name, folders, { prepare = async () => ({}), workers } = {}) => ({
  name,
  runsTests: true,
  folders,
  run: async (context, { files = undefined, filter = undefined } = {}) => {
    const found = files ?? (await specFiles(context.root, folders));
    if (found.length === 0) return { status: 'no files', counts: NOTHING };
    const { skip, note, env } = await prepare(context);
    if (skip) return { status: 'skipped', note: skip, counts: NOTHING };
    return { note, ...(await runJest({ context, name, files: found, env, workers, filter })) };
  },
});

const withMongo = async (context) => ({
  env: { TEST_MONGO_URI: await context.progress.during('MongoDB', context.mongo) },
});

const withSpecs = async ({ root }) => {
  const folder = process.env.SPECS_DIR || resolve(root, '..', 'shared', 'specs');
  const env = { SPECS_DIR: folder };
  if (existsSync(folder)) return { env };
  return {
    env,
    note: `what compares with the providers' specifications is skipped: no folder ${folder} (set SPECS_DIR)`,
  };
};

const withProduct = async (context) => {
  const chromium = await context.chromium();
  if (!chromium) return { skip: NO_CHROMIUM };
  return { env: { CHROMIUM_PATH: chromium, E2E_READY_FILE: await context.product() } };
};

/** Every step of `npm test`, in order. Add a step here and nowhere else. */
export const STEPS = [
  { name: 'types', run: check('node_modules/typescript/bin/tsc', ['--noEmit']) },
  { name: 'lint', run: check('node_modules/eslint/bin/eslint.js', ['.']) },
  {
    name: 'imports',
    run: check('node_modules/dependency-cruiser/bin/dependency-cruise.mjs', [
      ...[
        '--config',
        '.dependency-cruiser.cjs',
        'src',
        'simulators',
        'scripts',
        'tests',
        'bench',
        'payload.config.ts',
      ],
    ]),
  },
  { name: 'generated', run: check('scripts/check-generated.mjs', []) },
  { name: 'compose', run: check('scripts/check-compose.mjs', []) },
  tests('unit', ['src', 'simulators', 'tests/unit']),
  tests('integration', ['tests/int'], { prepare: withMongo }),
  tests('race', ['tests/race'], { prepare: withMongo }),
  tests('property', ['tests/property'], { prepare: withMongo }),
  tests('fault', ['tests/fault'], { prepare: withMongo }),
  tests('access', ['tests/access'], { prepare: withMongo }),
  tests('contract', ['tests/contract'], { prepare: withSpecs }),
  tests('browser', ['tests/e2e'], { prepare: withProduct, workers: 1 }),
];

/** The step a test file belongs to, for running one file alone. */
export function stepOfFile(file) {
  const path = file.replaceAll('\\', '/').replace(/^\.\//, '');
  return STEPS.find((step) => step.folders?.some((folder) => path.startsWith(`${folder}/`)));
}
