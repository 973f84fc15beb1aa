// npm test [-- <step> …] [-- --file <path> … [-t <name>]]
// npm run test:quick    npm run test:soak [-- <step> …]
// Every check of the project; a failing one shows its output and the others go on.
import './lib/newEnough.mjs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whenParentEnds } from './lib/parent.mjs';
import { createProgress } from './lib/progress.mjs';
import { chosenFiles, chosenSteps, readArguments } from './lib/test/chosen.mjs';
import { createContext } from './lib/test/context.mjs';
import { quickWork } from './lib/test/quick.mjs';
import { drawSeeds, soakOf } from './lib/test/soak.mjs';
import { runTogether } from './lib/test/suites.mjs';
import { figures, stepLine, summary } from './lib/test/summary.mjs';
import { keepTimes } from './lib/test/times.mjs';
import { volumes } from './lib/test/volumes.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const progress = createProgress();
const interrupt = new AbortController();

/** What was asked for; everything when nothing was. @returns {Promise<{step: object, options: object}[]>} */
async function chosen(asked) {
  if (asked.file) return chosenFiles({ root, ...asked });
  if (asked.quick) return quickWork({ root, line: progress.line });
  return asked.soak
    ? soakOf({ root, steps: chosenSteps(asked).map(({ step }) => step) })
    : chosenSteps(asked);
}

async function report(results, isShown) {
  for (const result of results) {
    await keepOutput(result);
    if (result.output && (isShown || results.some(({ status }) => status === 'failed')))
      progress.line(result.output.trimEnd());
    else figures(result.output).forEach((line) => progress.line(`  ${line}`));
  }
  for (const result of results) progress.line(stepLine(result));
  return results;
}

async function keepOutput({ name, output }) {
  if (!output) return;
  const folder = join(root, '.data', 'test-logs');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.log`), output);
}

async function runCheck(context, { step, options }) {
  const since = Date.now();
  const result = await progress
    .during(step.name, () => step.run(context, options))
    .catch((error) => ({ status: 'failed', output: error.message }));
  return report([{ name: step.name, ms: Date.now() - since, ...result }]);
}

async function runSuites(context, work, { isShown = false, workers } = {}) {
  if (work.length === 0 || interrupt.signal.aborted) return [];
  const name = work.map(({ step }) => step.name).join(', ');
  const results = await progress
    .during(name, () => runTogether({ context, name: work[0].step.name, work, workers }))
    .catch((error) => {
      const lost = work.map(({ step }) => ({
        name: step.name,
        runsTests: true,
        status: 'failed',
        ms: 0,
        files: [],
      }));
      return [{ ...lost[0], output: error.message }, ...lost.slice(1)];
    });
  return report(results, isShown);
}

/** Checks one after the other, beside them what takes long to make ready; then the tests. */
async function runAll(context, work, asked) {
  const checks = work.filter(({ step }) => !step.runsTests);
  const suites = work.filter(({ step }) => step.runsTests);
  const browser = suites.filter(({ step }) => step.needs.includes('product'));
  const others = suites.filter((item) => !browser.includes(item));
  // A build that fails is told by the step that needs it.
  if (browser.length > 0) context.build().catch(() => undefined);
  const results = [];
  for (const item of checks) if (!interrupt.signal.aborted) results.push(...(await runCheck(context, item)));
  const isShown = Boolean(asked.file);
  if (asked.soak) {
    for (const item of suites) results.push(...(await runSuites(context, [item], { workers: 2 })));
    return results;
  }
  // A browser waits more than it works: its files are played, one after the other, beside all the others.
  const both = [
    runSuites(context, others, { isShown }),
    runSuites(context, browser, { isShown, workers: 1 }),
  ];
  for (const ended of await Promise.all(both)) results.push(...ended);
  return results;
}

async function main() {
  const asked = readArguments(process.argv.slice(2));
  if (asked.soak) drawSeeds();
  const context = createContext({ root, progress, stop: interrupt.signal, isSoak: asked.soak });
  let results = [];
  try {
    results = await runAll(context, await chosen(asked), asked);
  } finally {
    await progress.during('cleaning up', context.close);
  }
  if (interrupt.signal.aborted) {
    progress.line('Interrupted.');
    return 130;
  }
  const { text, ok } = summary(results, await volumes());
  if (ok && asked.keepTimes)
    await keepTimes(
      root,
      results.flatMap(({ files }) => files ?? []),
    );
  progress.line(text);
  return ok ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupt.abort());
whenParentEnds(() => interrupt.abort());
try {
  process.exitCode = await main();
} catch (error) {
  progress.line(error.message);
  process.exitCode = 1;
}
