// npm run dev:check
// How fast the development loop is: changes a component, a rule of the worker and the words of a mail, waits until each
// is seen, and takes the changes back. Exit code 1 when one takes longer than it may.
import './lib/newEnough.mjs';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium, NO_CHROMIUM } from './lib/chromium.mjs';
import { isInUse } from './lib/demo/dataFolder.mjs';
import { devSettings } from './lib/demo/settings.mjs';
import { takeBackEdits } from './lib/dev/edits.mjs';
import { componentSeen, mailSays, ruleAtWork, wordsPublished } from './lib/dev/measures.mjs';
import { STOPS_WITH_US } from './lib/parent.mjs';
import { freePorts } from './lib/ports.mjs';
import { createProgress } from './lib/progress.mjs';
import { startService, tailOf } from './lib/run.mjs';

const ROUNDS = 3;
const READY_MS = 180_000;
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.data', 'dev-check');
const readyFile = join(folder, 'ready.json');
const progress = createProgress();
let loop;
let browser;
let edits;

async function startLoop() {
  if (await isInUse(devSettings({ root, env: {} }).dataDir))
    throw new Error('npm run dev runs in this folder: stop it first, the check changes its sources.');
  await rm(readyFile, { force: true });
  await mkdir(folder, { recursive: true });
  const names = ['PORT', 'MONGO_PORT', 'STRIPE_SIM_PORT', 'ZOOM_SIM_PORT', 'SMTP_PORT', 'INBOX_PORT'];
  const ports = await freePorts(names.length);
  const own = Object.fromEntries(names.map((name, at) => [name, String(ports[at])]));
  loop = await startService({
    name: 'dev',
    command: process.execPath,
    args: [join(root, 'scripts', 'dev.mjs'), '--ready-file', readyFile],
    env: { ...process.env, ...STOPS_WITH_US, ...own, DATA_DIR: join(folder, 'data') },
    cwd: root,
    logFile: join(folder, 'dev.log'),
  });
  return untilReady();
}

async function untilReady() {
  let ended = false;
  void loop.exited.then(() => (ended = true));
  for (const deadline = Date.now() + READY_MS; !existsSync(readyFile);) {
    if (ended || Date.now() > deadline)
      throw new Error(`The development loop did not start:\n${await tailOf(loop.logFile)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return JSON.parse(await readFile(readyFile, 'utf8'));
}

async function openPage(ready) {
  const executablePath = await findChromium({ log: progress.line });
  if (!executablePath) throw new Error(NO_CHROMIUM);
  browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  const page = await browser.newPage();
  await page.goto(ready.urls.web, { timeout: READY_MS, waitUntil: 'networkidle' });
  return page;
}

/** @returns {Promise<boolean>} whether it was always fast enough */
async function figure(what, goalSeconds, measure) {
  const times = [];
  for (let round = 1; round <= ROUNDS; round += 1)
    times.push(await progress.during(what, () => measure(round + 1)));
  const seconds = times.map((ms) => (ms / 1000).toFixed(1)).join(', ');
  progress.line(`figure: ${what} after ${seconds} s (goal ${goalSeconds} s)`);
  return Math.max(...times) <= goalSeconds * 1000;
}

async function stop() {
  edits?.restore();
  await browser?.close();
  await loop?.stop({ graceMs: 20_000 });
}

process.on('exit', () => edits?.restore());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => void stop().then(() => process.exit(130)));
try {
  edits = takeBackEdits({ root, keep: join(folder, 'before.json') });
  const ready = await progress.during('starting the development loop', startLoop);
  const page = await progress.during('opening the start page', () => openPage(ready));
  // What is compiled on first use is compiled now.
  await progress.during('the first mail', () => mailSays({ ready }));
  await progress.during('the first words published', () => wordsPublished({ ready, edits, n: 1 }));
  const fast = [
    await figure('a changed component is in the open page', 3, (n) => componentSeen({ page, edits, n })),
    await figure('a changed rule is in the running worker', 5, (n) => ruleAtWork({ ready, edits, n })),
    await figure('changed words of a mail are published', 5, (n) => wordsPublished({ ready, edits, n })),
  ];
  process.exitCode = fast.every(Boolean) ? 0 : 1;
} catch (error) {
  progress.line(error.message);
  process.exitCode = 1;
} finally {
  await stop();
}
