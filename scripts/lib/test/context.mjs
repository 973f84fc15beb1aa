import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildChildren } from '../bundle/children.mjs';
import { CHROMIUM_FLAGS, findChromium, NO_CHROMIUM } from '../chromium.mjs';
import { buildIfChanged } from '../demo/build.mjs';
import { childEnv } from '../demo/settings.mjs';
import { placeholderEnv } from '../placeholderEnv.mjs';
import { databaseUri, openMongo } from '../mongod.mjs';
import { STOPS_WITH_US } from '../parent.mjs';
import { freePorts } from '../ports.mjs';
import { startService, tailOf } from '../run.mjs';
import { openScratch, removeFolder } from './scratch.mjs';

const STACK_MINUTES = 10;

/**
 * What the steps share: each thing is made when first asked for, and ended at the end.
 * @param {{root: string, progress: object, stop: AbortSignal, isSoak?: boolean}} input
 */
export function createContext({ root, progress, stop, isSoak = false }) {
  const made = new Map();
  const endings = [];
  const once = (name, make) => {
    if (!made.has(name)) made.set(name, make());
    return made.get(name);
  };

  const scratch = () =>
    once('scratch', async () => {
      const folder = await openScratch();
      endings.push(() => removeFolder(folder));
      return folder;
    });

  /** @returns {Promise<string>} address of a replica set on which test commands (failCommand) work */
  const mongo = () =>
    once('mongo', async () => {
      const [port] = await freePorts(1);
      const dbPath = join(await scratch(), 'mongo');
      const server = await openMongo({ dbPath, port, testCommands: true, log: progress.line, stop });
      endings.push(server.stop);
      progress.line(`  MongoDB: ${server.how}`);
      return server.uri;
    });

  /** @returns {Promise<string | undefined>} nothing where a missing browser may be passed over: not in CI */
  const chromium = () =>
    once('chromium', async () => {
      const found = await findChromium({ log: progress.line });
      if (!found && process.env.CI === 'true') throw new Error(NO_CHROMIUM);
      return found;
    });

  /** What tests start as processes of their own. @returns {Promise<string>} the folder of their bundles */
  const children = () =>
    once('children', async () => {
      // Within the project: what is left out of a bundle is looked for from there.
      const outdir = join(root, '.data', `children-${process.pid}`);
      endings.push(() => removeFolder(outdir));
      await buildChildren({ root, outdir });
      return outdir;
    });

  /** One browser for all files: each has contexts of its own. @returns {Promise<string>} where it is joined */
  const browser = () =>
    once('browser', async () => {
      const { chromium: program } = await import('playwright-core');
      const server = await program.launchServer({
        host: '127.0.0.1',
        executablePath: await chromium(),
        args: CHROMIUM_FLAGS,
      });
      endings.push(() => server.close());
      return server.wsEndpoint();
    });

  /** The production build that the product will find. It may begin long before the product is needed. */
  const build = () =>
    once('build', () =>
      progress.during('build', () => buildIfChanged({ root, env: childEnv(placeholderEnv(root)), stop })),
    );

  /** The whole product, as the demo runs it, on ports and data of its own. @returns {Promise<string>} the ready file */
  const product = () =>
    once('product', async () => {
      await build();
      const folder = await scratch();
      const readyFile = join(folder, 'ready.json');
      const service = await startService({
        name: 'demo',
        command: process.execPath,
        args: [join(root, 'scripts', 'demo.mjs'), '--ready-file', readyFile],
        cwd: root,
        env: await productEnvironment(join(folder, 'demo')),
        logFile: join(folder, 'demo.log'),
      });
      endings.push(async () => {
        await service.stop({ graceMs: 30_000 });
        await keepLogs({ root, folder });
      });
      await progress.during('starting the product', () => untilReady({ service, readyFile, stop }));
      return readyFile;
    });

  const close = async () => {
    for (const end of endings.reverse()) await end();
  };
  return { root, progress, stop, isSoak, mongo, chromium, children, browser, build, product, scratch, close };
}

/** What the product wrote, for looking into a failure once its folder is gone. */
async function keepLogs({ root, folder }) {
  const kept = join(root, '.data', 'test-logs', 'product');
  // A demo that stopped early has no logs.
  await cp(join(folder, 'demo', 'logs'), kept, { recursive: true, force: true }).catch(() => undefined);
  await cp(join(folder, 'demo.log'), join(kept, 'demo.log'));
}

async function productEnvironment(dataDir) {
  const names = ['PORT', 'MONGO_PORT', 'STRIPE_SIM_PORT', 'ZOOM_SIM_PORT', 'SMTP_PORT', 'INBOX_PORT'];
  const ports = await freePorts(names.length);
  const given = process.env.DATABASE_URI;
  return {
    ...process.env,
    ...Object.fromEntries(names.map((name, at) => [name, String(ports[at])])),
    ...(given ? { DATABASE_URI: databaseUri(given, `test-browser-${process.pid}`) } : {}),
    ...STOPS_WITH_US,
    DATA_DIR: dataDir,
    RATE_LIMIT_FACTOR: '1000',
  };
}

async function untilReady({ service, readyFile, stop }) {
  const deadline = Date.now() + STACK_MINUTES * 60_000;
  let hasEnded = false;
  void service.exited.then(() => (hasEnded = true));
  for (;;) {
    const text = await readFile(readyFile, 'utf8').catch(() => ''); // not yet
    if (text) return;
    if (hasEnded || stop.aborted || Date.now() > deadline) {
      throw new Error(`The product did not start:\n${await tailOf(service.logFile, 60)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
