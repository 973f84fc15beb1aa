// npm run dev [-- --reset] [-- --inspect] [-- --ready-file <path>]
// The development loop: what the demo runs, with the web, the worker and the mails following the sources.
import './lib/newEnough.mjs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureVendorBundle } from './lib/bundle/vendor.mjs';
import { untilHealthy } from './lib/demo/health.mjs';
import { outsideServices } from './lib/demo/services.mjs';
import { devSettings } from './lib/demo/settings.mjs';
import { createStage } from './lib/demo/stage.mjs';
import { addresses } from './lib/demo/welcome.mjs';
import { followLogs } from './lib/dev/follow.mjs';
import { devServices, templatePublisher } from './lib/dev/services.mjs';
import { createProgress } from './lib/progress.mjs';

const startedAt = Date.now();
const progress = createProgress();
const root = fileURLToPath(new URL('..', import.meta.url));

async function start({
  stage,
  settings,
  options: { reset = false, inspect = false, 'ready-file': readyFile },
}) {
  const { dataDir, urls } = settings;
  const { product, env } = await stage.prepare({ reset });
  await Promise.all([
    progress.during('bundle of packages', () => ensureVendorBundle(root)),
    stage.openSeeded(env),
    stage.startAll(outsideServices({ settings, product }), env),
  ]);
  await stage.startAll(devServices({ settings, inspect }), env);
  await progress.during('waiting for the product', () =>
    untilHealthy({ url: `${urls.web}/health`, stop: stage.signal }),
  );
  // Until a page was asked for, Next tells Payload nothing of a changed hook or collection.
  await progress.during('the start page', () => fetch(urls.web, { signal: stage.signal }));
  await stage.startAll([templatePublisher(settings)], env);
  if (stage.signal.aborted) return;

  const seconds = Math.round((Date.now() - startedAt) / 1000);
  progress.line(welcome({ urls, seconds, dataDir }));
  const logs = ['web', 'worker', 'mails'].map((name) => ({
    name,
    file: join(dataDir, 'logs', `${name}.log`),
  }));
  followLogs({ logs, line: progress.line });
  if (readyFile)
    await writeFile(readyFile, JSON.stringify({ urls, pids: stage.pids(), dataDir, env: product }));
}

const welcome = ({ urls, seconds, dataDir }) => `
The development loop is ready (${seconds} s).

${addresses(urls)}

Save a file: a component changes in the open page, the worker starts anew, the words of a mail are published.
The first visit of a page compiles it. Logs and data are in ${dataDir}.
Ctrl-C stops everything; npm run dev -- --reset starts anew.
`;

try {
  const { values: options } = parseArgs({
    options: { reset: { type: 'boolean' }, inspect: { type: 'boolean' }, 'ready-file': { type: 'string' } },
  });
  // Requests are repeated while a page is worked on: no limit shall stand in the way of it.
  process.env.RATE_LIMIT_FACTOR ||= '100';
  const settings = devSettings({ root });
  const stage = createStage({ name: 'dev', settings, progress });
  await stage.run(() => start({ stage, settings, options }));
} catch (error) {
  progress.line(error.message);
  process.exit(1);
}
