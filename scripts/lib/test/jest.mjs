import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ensureVendorBundle } from '../bundle/vendor.mjs';
import { runToEnd } from '../run.mjs';

const RUN_MINUTES = 45;
const SOAK_MINUTES = 240;

/** @returns {Promise<string[]>} the test files under some folders, sorted */
export async function specFiles(root, folders) {
  const lists = await Promise.all(
    folders
      .map((folder) => join(root, folder))
      .filter(existsSync)
      .map(async (folder) => {
        const names = await readdir(folder, { recursive: true });
        return names.filter((name) => /\.spec\.tsx?$/.test(name)).map((name) => join(folder, name));
      }),
  );
  return lists.flat().sort();
}

/**
 * Runs test files in one run of jest, the longest first.
 * @param {{context: object, name: string, files: string[], env?: object, workers: number, filter?: string}} input
 * @returns {Promise<{ok: boolean, output: string, files: {file: string, ms: number, counts: object}[]}>}
 *   `file` is relative to the project; no files when jest itself has failed
 */
export async function runJest({ context, name, files, env = {}, workers, filter }) {
  const { root, stop, isSoak } = context;
  await ensureVendorBundle(root);
  const minutes = isSoak ? SOAK_MINUTES : RUN_MINUTES;
  const report = join(await context.scratch(), `jest-${name}.json`);
  const { code, output, timedOut } = await runToEnd({
    command: process.execPath,
    args: [
      join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
      ...['--runTestsByPath', ...files, `--maxWorkers=${workers}`, '--json', `--outputFile=${report}`],
      ...(filter ? ['--testNamePattern', filter] : []),
    ],
    cwd: root,
    env: {
      ...process.env,
      ...env,
      // A debugger comes by the same variable.
      NODE_OPTIONS: [
        process.env.NODE_OPTIONS,
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
      ]
        .filter(Boolean)
        .join(' '),
      NODE_COMPILE_CACHE: join(root, '.data', 'compile-cache'),
    },
    timeoutMs: minutes * 60_000,
    stop,
  });
  const results = await readFile(report, 'utf8').then(
    (text) => JSON.parse(text).testResults,
    () => [], // it crashed before the end
  );
  const spoken = output
    .split('\n')
    .filter((line) => !line.startsWith('Test results written to:'))
    .join('\n');
  const late = timedOut ? `\nStopped after ${minutes} minutes: a test hangs, or leaves something open.` : '';
  return { ok: code === 0, output: spoken + late, files: results.map((result) => fileResult(root, result)) };
}

/** A file that cannot even be run has no tests to count: it counts as one that failed. */
function fileResult(root, { name, startTime, endTime, status, assertionResults }) {
  const count = (...states) => assertionResults.filter((test) => states.includes(test.status)).length;
  const failed = count('failed');
  return {
    file: relative(root, name).replaceAll('\\', '/'),
    ms: endTime - startTime,
    counts: {
      passed: count('passed'),
      failed: failed === 0 && status === 'failed' ? 1 : failed,
      skipped: count('pending', 'todo', 'skipped', 'disabled'),
    },
  };
}
