import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { runToEnd } from '../run.mjs';
import { specFiles } from './jest.mjs';
import { STEPS } from './steps.mjs';
import { readTimes } from './times.mjs';
import { touched } from './touched.mjs';

const ALWAYS = ['types', 'lint', 'unit'];
/** Of test files, added up: three at a time this is a minute. */
const SECONDS = 180;

/**
 * `npm run test:quick`: types, lint, unit, and the tests with a database that this change touches most directly. For
 * the minutes between two thoughts; a landing is `npm test`.
 * @returns {Promise<{step: object, options: object}[]>}
 */
export async function quickWork({ root, line }) {
  const changed = await changedFiles(root);
  const others = STEPS.filter(({ needs }) => needs && !needs.includes('product')).filter(
    ({ name }) => !ALWAYS.includes(name),
  );
  const specs = await Promise.all(
    (
      await specFiles(
        root,
        others.flatMap(({ folders }) => folders),
      )
    ).map(async (path) => ({
      file: relative(root, path).replaceAll('\\', '/'),
      text: await readFile(path, 'utf8'),
    })),
  );
  const { files, left } = touched({ changed, specs, times: readTimes(root), seconds: SECONDS });
  if (left.length > 0) line(`Touched too, and left to npm test: ${left.join(', ')}`);
  const always = STEPS.filter(({ name }) => ALWAYS.includes(name)).map((step) => ({ step, options: {} }));
  const near = others.map((step) => ({
    step,
    options: {
      files: files
        .filter((file) => step.folders.some((folder) => file.startsWith(`${folder}/`)))
        .map((file) => join(root, file)),
    },
  }));
  return [...always, ...near.filter(({ options }) => options.files.length > 0)];
}

/** What this branch and this work tree change: against the branch it goes to, else against the last commit. */
async function changedFiles(root) {
  const git = async (...args) => {
    const { code, output } = await runToEnd({ command: 'git', args, cwd: root });
    return code === 0 ? output.split('\n').filter(Boolean) : [];
  };
  const [base = 'HEAD'] = await git('merge-base', 'HEAD', 'origin/main');
  const lists = await Promise.all([
    git('diff', '--name-only', base),
    git('ls-files', '--others', '--exclude-standard'),
  ]);
  return lists.flat();
}
