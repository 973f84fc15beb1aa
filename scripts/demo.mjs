// npm run demo [-- --reset] [-- --ready-file <path>]
// The whole product on this machine: MongoDB with kept data, simulated Stripe, Zoom and mail, web and worker.
import './lib/newEnough.mjs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildIfChanged } from './lib/demo/build.mjs';
import {
  demoSecrets,
  openDataFolder,
  removeRecord,
  writeEnvFile,
  writeRecord,
} from './lib/demo/dataFolder.mjs';
import { untilHealthy } from './lib/demo/health.mjs';
import { outsideServices, productServices, typescript } from './lib/demo/services.mjs';
import { childEnv, demoSettings, productEnv } from './lib/demo/settings.mjs';
import { createSupervisor } from './lib/demo/supervisor.mjs';
import { welcome } from './lib/demo/welcome.mjs';
import { databaseUri, openMongo } from './lib/mongod.mjs';
import { whenParentEnds } from './lib/parent.mjs';
import { assertPortsFree } from './lib/ports.mjs';
import { createProgress } from './lib/progress.mjs';
import { runToEnd } from './lib/run.mjs';

const startedAt = Date.now();
const progress = createProgress();
const root = fileURLToPath(new URL('..', import.meta.url));
const giveUp = new AbortController();
let supervisor;
let mongo;
let settings;
let end;

/** Ends everything that was started, once; the first call decides the exit code. */
function shutDown({ code, why }) {
  if (end) return end;
  giveUp.abort();
  end = (async () => {
    progress.line(why);
    await progress.during('stopping', async () => {
      await supervisor?.stopAll();
      const opened = await mongo?.catch(() => undefined); // a start that failed has cleaned up after itself
      await opened?.stop();
    });
    if (supervisor) await removeRecord(settings.dataDir);
    process.exit(code);
  })();
  return end;
}

function onSignal() {
  // npm and the terminal each pass on one Ctrl-C; only one that comes later means "now".
  if (end && Date.now() - onSignal.firstAt > 1500)
    void supervisor?.stopAll({ now: true }).then(() => process.exit(130));
  onSignal.firstAt ??= Date.now();
  void shutDown({ code: 0, why: '\nStopping the demo' });
}

async function openDatabase() {
  mongo = openMongo({
    dbPath: join(settings.dataDir, 'mongo'),
    port: settings.ports.MONGO_PORT,
    log: progress.line,
    stop: giveUp.signal,
  });
  const opened = await progress.during('MongoDB', () => mongo);
  progress.line(`MongoDB: ${opened.how}`);
  if (opened.exited) supervisor.watch({ name: 'mongo', ...opened });
  return settings.ownDatabase ? databaseUri(opened.uri, 'insight-serenity') : opened.uri;
}

async function seed(env) {
  const { code, output } = await runToEnd({
    ...typescript(join(root, 'scripts', 'seed.ts'), '--demo'),
    cwd: root,
    env,
    stop: giveUp.signal,
  });
  await writeFile(join(settings.dataDir, 'logs', 'seed.log'), output);
  if (code !== 0) throw new Error(`The seed failed:\n${output.trimEnd().split('\n').slice(-20).join('\n')}`);
}

async function start({ reset, readyFile }) {
  settings = demoSettings({ root });
  const { dataDir, ports, urls } = settings;
  if (reset && !settings.ownDatabase)
    throw new Error('DATABASE_URI names a database of yours: empty it yourself, then start without --reset.');
  await openDataFolder({ dataDir, reset, line: progress.line });
  await assertPortsFree(settings.portsNeeded);
  supervisor = createSupervisor({
    logDir: join(dataDir, 'logs'),
    cwd: root,
    onStarted: (pids) => writeRecord(dataDir, pids),
    onFailure: (error) => void shutDown({ code: 1, why: error.message }),
  });

  const secrets = await demoSecrets(dataDir);
  // The build is given the address the database will have, before it runs: it makes pages, not queries.
  const soon =
    process.env.DATABASE_URI ?? `mongodb://127.0.0.1:${ports.MONGO_PORT}/insight-serenity?replicaSet=rs0`;
  const product = productEnv({ settings, secrets, databaseUri: soon });
  const env = childEnv(product);
  await writeEnvFile(dataDir, product);
  const startAll = (list) =>
    Promise.all(list.map((service) => supervisor.start({ ...service, env: { ...env, ...service.env } })));

  await Promise.all([
    openDatabase().then(() => progress.during('seed', () => seed(env))),
    progress.during('build', () => buildIfChanged({ root, env, stop: giveUp.signal })),
    startAll(outsideServices({ settings, product })),
  ]);
  await startAll(productServices(settings));
  await progress.during('waiting for the product', () =>
    untilHealthy({ url: `${urls.web}/health`, stop: giveUp.signal }),
  );
  if (giveUp.signal.aborted) return;

  if (readyFile)
    await writeFile(readyFile, JSON.stringify({ urls, pids: supervisor.pids(), dataDir, env: product }));
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  progress.line(await welcome({ urls, seconds, dataDir }));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
whenParentEnds(onSignal);
try {
  const { values } = parseArgs({ options: { reset: { type: 'boolean' }, 'ready-file': { type: 'string' } } });
  await start({ reset: values.reset ?? false, readyFile: values['ready-file'] });
} catch (error) {
  await shutDown({ code: 1, why: error.message });
}
