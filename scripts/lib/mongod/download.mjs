import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './cache.mjs';

const VERSION = '7.0.28';
/** A refused download often shows as silence: this long without a first byte, and it counts as refused. */
const FIRST_BYTE_SECONDS = 8;
const STALL_SECONDS = 30;

/** The settings of mongodb-memory-server-core; those of the person who runs this come first. */
function settings() {
  return {
    MONGOMS_VERSION: VERSION,
    MONGOMS_DOWNLOAD_DIR: join(cacheFolder(), 'downloads'),
    MONGOMS_MAX_RETRIES: '1',
    // Without this the package accepts any certificate, and this is a program we are about to run.
    npm_config_strict_ssl: 'true',
    ...process.env,
  };
}

/**
 * MongoDB's own build for this machine: the one kept from an earlier start, else downloaded.
 * A refusal is remembered until midnight, so that later starts do not wait for it.
 * @param {{log: (line: string) => void}} input
 * @returns {Promise<string | undefined>} path of mongod, or nothing when the download is refused
 */
export async function downloadMongod({ log }) {
  const env = settings();
  const kept = await locate(env);
  if (kept) return kept;
  if (await isRefusedToday()) return undefined;
  log(`MongoDB: downloading version ${env.MONGOMS_VERSION}`);
  await mkdir(env.MONGOMS_DOWNLOAD_DIR, { recursive: true });
  const result = await downloadInChild(env);
  if (result.path) return result.path;
  log(`MongoDB: the download is refused (${result.reason})`);
  await mkdir(cacheFolder(), { recursive: true });
  await writeFile(refusalFile(), today());
  return undefined;
}

async function locate(env) {
  const { DryMongoBinary } = (await import('mongodb-memory-server-core')).default;
  const options = { version: env.MONGOMS_VERSION, downloadDir: env.MONGOMS_DOWNLOAD_DIR };
  return DryMongoBinary.locateBinary(options).catch(() => undefined); // no build for this platform: as if not kept
}

/** In its own process, because the package offers no way to stop an attempt that hangs. */
function downloadInChild(env) {
  const program = fileURLToPath(new URL('./downloadChild.mjs', import.meta.url));
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  const watch = watchForStall(env.MONGOMS_DOWNLOAD_DIR, () => child.kill('SIGKILL'));
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearInterval(watch);
      const path = /^binary: (.+)$/m.exec(out)?.[1];
      if (code === 0 && path) resolve({ path });
      else resolve({ reason: signal ? 'no answer' : err.trim().split('\n').at(-1) || `exit code ${code}` });
    });
  });
}

function watchForStall(folder, onStall) {
  let size = 0;
  let lastGrowth = Date.now();
  return setInterval(async () => {
    const now = await bytesIn(folder);
    if (now !== size) [size, lastGrowth] = [now, Date.now()];
    const allowed = size === 0 ? FIRST_BYTE_SECONDS : STALL_SECONDS;
    if (Date.now() - lastGrowth > allowed * 1000) onStall();
  }, 500);
}

async function bytesIn(folder) {
  const names = await readdir(folder);
  const sizes = await Promise.all(
    names
      .filter((name) => !name.endsWith('.lock'))
      .map((name) =>
        stat(join(folder, name)).then(
          (s) => s.size,
          () => 0,
        ),
      ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

const refusalFile = () => join(cacheFolder(), 'download-refused-on');
const today = () => new Date().toLocaleDateString('sv');
const isRefusedToday = () =>
  readFile(refusalFile(), 'utf8').then(
    (day) => day === today(),
    () => false,
  );
