import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning, recordOf, stopRecorded } from '../processes.mjs';

const PREFIX = 'insight-serenity-test-';
const OWNER = 'owner.json';
/** Where the servers of a run leave their records, relative to its folder. */
const RECORDS = [
  join('mongo', 'server.json'),
  join('demo', 'demo.json'),
  join('demo', 'mongo', 'server.json'),
];

/**
 * A folder for one run of the tests. What a run that was killed hard left behind, servers too, is removed.
 * @returns {Promise<string>}
 */
export async function openScratch() {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX));
  await Promise.all(names.map((name) => removeAbandoned(join(tmpdir(), name))));
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  await writeFile(join(folder, OWNER), JSON.stringify(recordOf(process.pid)));
  return folder;
}

async function removeAbandoned(folder) {
  const owner = await readJson(join(folder, OWNER));
  if (!owner || isRunning(owner)) return;
  for (const found of await Promise.all(RECORDS.map((name) => readJson(join(folder, name))))) {
    const records = found?.demo ? [found.demo, ...found.children] : [found];
    for (const record of records) if (record) await stopRecorded(record);
  }
  await removeFolder(folder);
}

/** A server that has just ended may still be letting go of its files: a few tries. */
export const removeFolder = (folder) =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });

// A file may be missing, or cut short by a kill.
const readJson = (file) => readFile(file, 'utf8').then(JSON.parse, () => undefined);
