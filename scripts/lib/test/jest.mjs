import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runToEnd } from '../run.mjs';

const STEP_MINUTES = 35;
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
 * Runs test files and counts their tests.
 * @param {{context: object, name: string, files: string[], env?: object, workers?: number, filter?: string}} input
 * @returns {Promise<{status: 'passed' | 'failed', counts: {passed: number, failed: number, skipped: number},
 *   output: string}>}
 */
export async function runJest({ context, name, files, env = {}, workers = 2, filter }) {
  const { root, stop, isSoak } = context;
  const minutes = isSoak ? SOAK_MINUTES : STEP_MINUTES;
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
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
    },
    timeoutMs: minutes * 60_000,
    stop,
  });
  // A run that crashed leaves no report.
  const counts = countsOf(await readFile(report, 'utf8').then(JSON.parse, () => undefined));
  const spoken = withoutReport(output);
  const late = timedOut ? `\nStopped after ${minutes} minutes: a test hangs, or leaves something open.` : '';
  return { status: code === 0 ? 'passed' : 'failed', counts, output: spoken + late };
}

/** A file that cannot even be run has no tests to count: it counts as one that failed. */
function countsOf(report) {
  if (!report) return { passed: 0, failed: 0, skipped: 0 };
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

const withoutReport = (output) =>
  output
    .split('\n')
    .filter((line) => !line.startsWith('Test results written to:'))
    .join('\n');
