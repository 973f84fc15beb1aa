import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, recordOf, stopRecorded } from '../processes.mjs';

/** Marks a folder as made by one of our commands: only such a folder is ever emptied. */
const MARK = '.demo-data';
const RECORD = 'demo.json';

/**
 * Takes possession of the data folder: refuses when the product runs on it, ends what a killed start left behind,
 * and empties it when asked.
 * @param {{name: string, dataDir: string, reset: boolean, line: (text: string) => void}} input `name` of the command
 */
export async function openDataFolder({ name, dataDir, reset, line }) {
  const record = await readRecord(dataDir);
  if (record) await settleEarlier({ name, record, reset, line });
  if (reset) await emptyFolder(dataDir);
  await mkdir(join(dataDir, 'logs'), { recursive: true });
  await writeFile(join(dataDir, MARK), `Made by npm run ${name}; emptied by npm run ${name} -- --reset.\n`);
  writeRecord(dataDir, []);
}

/** @returns {Promise<boolean>} whether the product runs on this folder */
export async function isInUse(dataDir) {
  const record = await readRecord(dataDir);
  return record !== undefined && isRunning(record.demo);
}

async function settleEarlier({ name, record, reset, line }) {
  if (isRunning(record.demo)) {
    if (!reset)
      throw new Error(
        `npm run ${name} already runs here (process ${record.demo.pid}). Stop it there with Ctrl-C first.`,
      );
    line(`Stopping the one that runs (process ${record.demo.pid})`);
    process.kill(record.demo.pid, 'SIGTERM');
    for (let waited = 0; waited < 30_000 && isRunning(record.demo); waited += 200) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  const stopped = await Promise.all(record.children.map(stopRecorded));
  if (stopped.includes(true)) line('Stopped what an earlier start left running');
}

/**
 * Says which processes are ours, for the start after one that was killed hard. Written in one go, as starts
 * overlap.
 */
export function writeRecord(dataDir, pids) {
  const record = { demo: recordOf(process.pid), children: pids.map(recordOf) };
  writeFileSync(join(dataDir, RECORD), JSON.stringify(record));
}

export async function removeRecord(dataDir) {
  await rm(join(dataDir, RECORD), { force: true });
}

// Without an earlier start there is no record.
const readRecord = (dataDir) => readFile(join(dataDir, RECORD), 'utf8').then(JSON.parse, () => undefined);

async function emptyFolder(dataDir) {
  const names = await readdir(dataDir).catch(() => []); // not there yet
  if (names.length > 0 && !names.includes(MARK)) {
    throw new Error(
      `${dataDir} was not made by this command, so it is not emptied. Choose another folder with DATA_DIR.`,
    );
  }
  const own = await Promise.all(names.map(async (name) => !(await hasMark(join(dataDir, name)))));
  const ours = names.filter((_, at) => own[at]);
  await Promise.all(ours.map((name) => rm(join(dataDir, name), { recursive: true, force: true })));
}

/** A folder within, with a mark of its own, is another command's: the demo's holds that of `npm run dev`. */
const hasMark = (folder) =>
  access(join(folder, MARK)).then(
    () => true,
    () => false,
  );

/**
 * Secrets are made once and kept with the data, so that sessions survive a restart.
 * @returns {Promise<Record<string, string>>}
 */
export async function demoSecrets(dataDir) {
  const file = join(dataDir, 'secret');
  const kept = await readFile(file, 'utf8').catch(() => ''); // first start
  const base = kept.trim() || randomBytes(32).toString('hex');
  if (!kept) await writeFile(file, `${base}\n`, { mode: 0o600 });
  return {
    PAYLOAD_SECRET: base,
    HEALTH_TOKEN: `health-${createHash('sha256').update(base).digest('hex').slice(0, 24)}`,
  };
}

/** Leaves the product's environment where `npm run clock`, `audit` and the like find it. */
export async function writeEnvFile(dataDir, env) {
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  await writeFile(join(dataDir, 'demo.env'), `${lines.join('\n')}\n`, { mode: 0o600 });
}
