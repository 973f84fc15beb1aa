// npm test [-- <step> …] [-- --file <path> … [-t <name>]]    npm run test:soak [-- <step> …]
// Every check of the project, in order; a failing one shows its output and the others go on.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { whenParentEnds } from './lib/parent.mjs';
import { createProgress } from './lib/progress.mjs';
import { createContext } from './lib/test/context.mjs';
import { soakOf } from './lib/test/soak.mjs';
import { STEPS, stepOfFile } from './lib/test/steps.mjs';
import { figures, stepLine, summary } from './lib/test/summary.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const progress = createProgress();
const interrupt = new AbortController();
const asked = readArguments();
const context = createContext({ root, progress, stop: interrupt.signal, isSoak: asked.values.soak });

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        soak: { type: 'boolean', default: false },
        file: { type: 'string', multiple: true },
        testNamePattern: { type: 'string', short: 't' },
      },
    });
  } catch (error) {
    progress.line(error.message);
    process.exit(1);
  }
}

/**
 * What was asked for; everything when nothing was.
 * @returns {{step: object, options: object}[] | Promise<{step: object, options: object}[]>}
 */
function chosen({ values, positionals }) {
  if (values.file) return chosenFiles(values);
  const unknown = positionals.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length > 0)
    throw new Error(
      `No such step: ${unknown.join(', ')}. Steps: ${STEPS.map(({ name }) => name).join(', ')}`,
    );
  const steps = STEPS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  return values.soak ? soakOf({ root, steps }) : steps.map((step) => ({ step, options: {} }));
}

function chosenFiles({ file, testNamePattern }) {
  const files = file.map((path) => resolve(process.env.INIT_CWD ?? root, path));
  const groups = new Map();
  for (const path of files) {
    const step = stepOfFile(relative(root, path));
    if (!step) throw new Error(`${relative(root, path)} is in no folder of tests.`);
    groups.set(step, [...(groups.get(step) ?? []), path]);
  }
  return [...groups].map(([step, own]) => ({
    step,
    options: { files: own, filter: testNamePattern, isShown: true },
  }));
}

async function runStep({ step, options }) {
  const since = Date.now();
  const result = await progress
    .during(step.name, () => step.run(context, options))
    .catch((error) => ({ status: 'failed', output: error.message, counts: undefined }));
  const full = { name: step.name, runsTests: step.runsTests, ms: Date.now() - since, ...result };
  await keepOutput(full);
  if (full.output && (full.status === 'failed' || options.isShown)) progress.line(full.output.trimEnd());
  else figures(full.output).forEach((line) => progress.line(`  ${line}`));
  progress.line(stepLine(full));
  return full;
}

async function keepOutput({ name, output }) {
  if (!output) return;
  const folder = join(root, '.data', 'test-logs');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.log`), output);
}

async function main() {
  const work = await chosen(asked);
  const results = [];
  for (const item of work) {
    if (!interrupt.signal.aborted) results.push(await runStep(item));
  }
  await progress.during('cleaning up', context.close);
  if (interrupt.signal.aborted) {
    progress.line('Interrupted.');
    return 130;
  }
  const { text, ok } = summary(results);
  progress.line(text);
  return ok ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupt.abort());
whenParentEnds(() => interrupt.abort());
try {
  process.exitCode = await main();
} catch (error) {
  progress.line(error.message);
  await context.close();
  process.exitCode = 1;
}
