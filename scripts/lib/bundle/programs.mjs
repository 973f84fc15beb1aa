import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Beside what Next builds, and made after it: Next empties its folder first. */
export const PROGRAMS_FOLDER = join('.next', 'programs');

/** What runs in production besides the web server. */
const PROGRAMS = {
  worker: 'src/jobs/worker.ts',
  ...Object.fromEntries(
    ['seed', 'audit', 'reconcile', 'health-check', 'messages-check', 'clock'].map((name) => [
      name,
      `scripts/${name}.ts`,
    ]),
  ),
};

/** Left where they are: native, or reading files beside themselves, or starting threads from them. */
const OUTSIDE = ['mjml', '@react-pdf/renderer', 'fontkit', 'pino', 'pino-pretty', 'sharp'];
/** Of the database driver and of Payload's generators: asked for only where somebody installs them. */
const NEVER_THERE = [
  ...['kerberos', 'snappy', 'socks', 'aws4', 'gcp-metadata', 'mongodb-client-encryption'],
  ...['@mongodb-js/zstd', '@aws-sdk/*', 'tsx', 'esbuild', 'prettier', 'json-schema-to-typescript'],
];

/** What a package of CommonJS needs inside an ES module. */
const BANNER = [
  "import { createRequire as programRequire } from 'node:module';",
  'const require = programRequire(import.meta.url);',
  'const { filename: __filename, dirname: __dirname } = import.meta;',
].join('\n');

/**
 * Bundles each program with the packages it uses, so that production needs neither a TypeScript loader nor a thousand
 * files at the start.
 * @param {string} root the project's folder
 */
export async function buildPrograms(root) {
  await rm(join(root, PROGRAMS_FOLDER), { recursive: true, force: true });
  await bundle({ root, entryPoints: PROGRAMS, outdir: PROGRAMS_FOLDER });
}

/**
 * Makes one file of each program, with what they share beside them. Names stay as they are written: errors and logs
 * tell them.
 * @param {{root: string, entryPoints: Record<string, string>, outdir: string, plugins?: object[]}} input
 */
export async function bundle({ root, entryPoints, outdir, plugins = [] }) {
  // Not there in production, which only runs what was built.
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    plugins,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    keepNames: true,
    format: 'esm',
    platform: 'node',
    target: `node${process.versions.node}`,
    // The conditions of Node itself: a package that is both CommonJS and ES module is there once.
    conditions: [],
    external: [...OUTSIDE, ...NEVER_THERE],
    banner: { js: BANNER },
    logLevel: 'error',
    logOverride: { 'require-resolve-not-external': 'silent' },
  });
}

/** How a program is run from the build. @returns {{command: string, args: string[]}} */
export const builtProgram = (root, name, ...args) => ({
  command: process.execPath,
  args: [join(root, PROGRAMS_FOLDER, `${name}.mjs`), ...args],
});

/** How it is run from its source, in one process: a signal reaches the program itself. */
export const typescript = (file, ...args) => ({
  command: process.execPath,
  args: ['--import', 'tsx', file, ...args],
});

/**
 * How a script that operators run is run: from its source where the packages of development are installed, else from
 * the build.
 * @param {{root: string, script: string, args: string[]}} input `script` as `scripts/audit.ts`
 */
export function operatorsProgram({ root, script, args }) {
  const hasLoader = existsSync(join(root, 'node_modules', 'tsx'));
  return hasLoader
    ? typescript(join(root, script), ...args)
    : builtProgram(root, basename(script, '.ts'), ...args);
}
