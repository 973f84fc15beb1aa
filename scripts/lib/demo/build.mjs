import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { runToEnd } from '../run.mjs';

const SOURCES = [
  ...['src', 'public', 'payload.config.ts', 'next.config.ts', 'tsconfig.json'],
  ...['postcss.config.mjs', 'package.json', 'package-lock.json'],
];
const IGNORED = /\.spec\.tsx?$/;

/**
 * Builds the web application unless the last build was made from the same sources. Nothing of the demo's
 * addresses goes into it, so starts with other ports share one build.
 * @param {{root: string, env: object, stop: AbortSignal}} input
 * @returns {Promise<boolean>} whether it had to be built
 */
export async function buildIfChanged({ root, env, stop }) {
  const marker = join(root, '.next', 'built-from');
  const wanted = await sourcesHash(root);
  // Without a marker it was not built, or not to the end.
  if ((await readFile(marker, 'utf8').catch(() => '')) === wanted) return false;
  await rm(marker, { force: true });
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const { code, output } = await runToEnd({
    command: process.execPath,
    args: [next, 'build'],
    cwd: root,
    env,
    stop,
  });
  if (code !== 0) throw new Error(`The build failed:\n${output.trimEnd().split('\n').slice(-40).join('\n')}`);
  await writeFile(marker, wanted);
  return true;
}

/** @returns {Promise<string>} changes when any file that goes into the build changes */
export async function sourcesHash(root) {
  const files = (await Promise.all(SOURCES.map((path) => filesUnder(join(root, path))))).flat();
  const hash = createHash('sha256');
  for (const file of files.filter((name) => !IGNORED.test(name)).sort()) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(await readFile(file))
      .update('\0');
  }
  return hash.digest('hex');
}

async function filesUnder(path) {
  const info = await stat(path).catch(() => undefined); // not every project has each of them
  if (!info) return [];
  if (!info.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
