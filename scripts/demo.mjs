// npm run demo [-- --reset] [-- --ready-file <path>]
// The whole product on this machine: MongoDB with kept data, simulated Stripe, Zoom and mail, web and worker.
import './lib/newEnough.mjs';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildIfChanged } from './lib/demo/build.mjs';
import { untilHealthy } from './lib/demo/health.mjs';
import { outsideServices, productServices } from './lib/demo/services.mjs';
import { demoSettings } from './lib/demo/settings.mjs';
import { createStage } from './lib/demo/stage.mjs';
import { welcome } from './lib/demo/welcome.mjs';
import { createProgress } from './lib/progress.mjs';

const startedAt = Date.now();
const progress = createProgress();
const root = fileURLToPath(new URL('..', import.meta.url));

async function start({ stage, settings, reset, readyFile }) {
  const { dataDir, urls } = settings;
  const { product, env } = await stage.prepare({ reset });
  await Promise.all([
    stage.openSeeded(env),
    progress.during('build', () => buildIfChanged({ root, env, stop: stage.signal })),
    stage.startAll(outsideServices({ settings, product }), env),
  ]);
  await stage.startAll(productServices(settings), env);
  await progress.during('waiting for the product', () =>
    untilHealthy({ url: `${urls.web}/health`, stop: stage.signal }),
  );
  if (stage.signal.aborted) return;

  if (readyFile)
    await writeFile(readyFile, JSON.stringify({ urls, pids: stage.pids(), dataDir, env: product }));
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  progress.line(await welcome({ urls, seconds, dataDir }));
}

try {
  const { values } = parseArgs({ options: { reset: { type: 'boolean' }, 'ready-file': { type: 'string' } } });
  const settings = demoSettings({ root });
  const stage = createStage({ name: 'demo', settings, progress });
  await stage.run(() =>
    start({ stage, settings, reset: values.reset ?? false, readyFile: values['ready-file'] }),
  );
} catch (error) {
  progress.line(error.message);
  process.exit(1);
}
