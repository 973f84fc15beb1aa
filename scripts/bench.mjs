// npm run bench [-- <figure> …]
// Takes the figures of bench/, each in a process of its own; exit code 1 when one is not as it must be.
import './lib/newEnough.mjs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whenParentEnds } from './lib/parent.mjs';
import { createProgress } from './lib/progress.mjs';
import { runToEnd } from './lib/run.mjs';
import { createContext } from './lib/test/context.mjs';

const MINUTES = 15;
/** What the figures share, not a figure. */
const SHARED = ['cost'];

const root = fileURLToPath(new URL('..', import.meta.url));
const progress = createProgress();
const interrupt = new AbortController();
const context = createContext({ root, progress, stop: interrupt.signal });

/** @returns {Promise<string[]>} the figures asked for; all when none was */
async function chosen() {
  const files = await readdir(join(root, 'bench'));
  const figures = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3))
    .filter((name) => !SHARED.includes(name));
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !figures.includes(name));
  if (unknown.length > 0)
    throw new Error(`No such figure: ${unknown.join(', ')}. Figures: ${figures.join(', ')}`);
  return asked.length > 0 ? asked : figures;
}

async function take(figure) {
  const { code, output } = await progress.during(figure, async () =>
    runToEnd({
      command: process.execPath,
      args: ['--import', 'tsx', join(root, 'bench', `${figure}.ts`)],
      cwd: root,
      env: { ...process.env, TEST_MONGO_URI: await context.mongo() },
      timeoutMs: MINUTES * 60_000,
      stop: interrupt.signal,
    }),
  );
  progress.line(`\n${output.trimEnd()}\n`);
  return code === 0;
}

async function main() {
  const results = [];
  for (const figure of await chosen()) if (!interrupt.signal.aborted) results.push(await take(figure));
  return results.every(Boolean) && !interrupt.signal.aborted ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupt.abort());
whenParentEnds(() => interrupt.abort());
try {
  process.exitCode = await main();
} catch (error) {
  progress.line(error.message);
  process.exitCode = 1;
} finally {
  await progress.during('cleaning up', context.close);
}
