import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { buildPrograms, PROGRAMS_FOLDER } from '../bundle/programs.mjs';
import { runToEnd } from '../run.mjs';

const SHARED = ['src', 'payload.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'];
const WEB_SOURCES = [...SHARED, 'public', 'next.config.mjs', 'postcss.config.mjs'];
const PROGRAM_SOURCES = [...SHARED, 'scripts'];
const IGNORED = /\.spec\.tsx?$/;

/**
 * Builds the web application and the programs beside it, each unless its last build was made from the same sources.
 * Nothing of the demo's addresses goes into it, so starts with other ports share one build.
 * @param {{root: string, env: object, stop: AbortSignal}} input
 * @returns {Promise<void>}
 */
export async function buildIfChanged({ root, env, stop }) {
  await unlessBuilt({
    root,
    folder: '.next',
    sources: WEB_SOURCES,
    build: () => buildWeb({ root, env, stop }),
  });
  await unlessBuilt({
    root,
    folder: PROGRAMS_FOLDER,
    sources: PROGRAM_SOURCES,
    build: () => buildPrograms(root),
  });
}

async function unlessBuilt({ root, folder, sources, build }) {
  const marker = join(root, folder, 'built-from');
  const wanted = await sourcesHash(root, sources);
  // Without a marker it was not built, or not to the end.
  if ((await readFile(marker, 'utf8').catch(() => '')) === wanted) return;
  await rm(marker, { force: true });
  await build();
  await writeFile(marker, wanted);
}

async function buildWeb({ root, env, stop }) {
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const { code, output } = await runToEnd({
    command: process.execPath,
    args: [next, 'build'],
    cwd: root,
    env,
    stop,
  });
  if (code !== 0) throw new Error(`The build failed:\n${output.trimEnd().split('\n').slice(-40).join('\n')}`);
}

/** @returns {Promise<string>} changes when any of the files changes */
async function sourcesHash(root, sources) {
  const files = (await Promise.all(sources.map((path) => filesUnder(join(root, path))))).flat();
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
