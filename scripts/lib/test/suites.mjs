import { prepare } from './needs.mjs';
import { runJest, specFiles } from './jest.mjs';

const NOTHING = { passed: 0, failed: 0, skipped: 0 };
/** Half of a test's time is waiting for the database: three share two cores. */
const WORKERS = 3;

/**
 * Runs steps of test files in one run of jest, so that no core waits for the last file of a step.
 * @param {{context: object, name: string, work: {step: object, options?: {files?: string[], filter?: string}}[],
 *   workers?: number}} input steps that share a filter, if any
 * @returns {Promise<object[]>} a result for each step, in their order
 */
export async function runTogether({ context, name, work, workers = WORKERS }) {
  const found = await Promise.all(
    work.map(async ({ step, options }) => options?.files ?? specFiles(context.root, step.folders)),
  );
  const files = found.flat();
  const none = (status, note) =>
    work.map(({ step }) => ({
      name: step.name,
      runsTests: true,
      status,
      note,
      ms: 0,
      counts: NOTHING,
      files: [],
    }));
  if (files.length === 0) return none('no files');
  const { env, skip } = await prepare(
    context,
    work.filter((_, at) => found[at].length > 0).map(({ step }) => step),
  );
  if (skip) return none('skipped', skip);
  const run = await runJest({ context, name, files, env, workers, filter: work[0]?.options?.filter });
  const results = work.map(({ step }) => stepResult(step, run));
  // A run that broke down before it could count is nobody's success.
  if (!run.ok && results.every(({ status }) => status !== 'failed')) results[0].status = 'failed';
  results[0].output = run.output;
  return results;
}

function stepResult(step, run) {
  const files = run.files.filter(({ file }) => step.folders.some((folder) => file.startsWith(`${folder}/`)));
  const counts = { ...NOTHING };
  for (const one of files) for (const key of Object.keys(counts)) counts[key] += one.counts[key];
  const status = files.length === 0 ? 'no files' : counts.failed > 0 ? 'failed' : 'passed';
  const ms = files.reduce((sum, file) => sum + file.ms, 0);
  return { name: step.name, runsTests: true, status, counts, ms, files };
}
