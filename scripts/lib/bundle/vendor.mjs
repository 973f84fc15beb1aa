import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The packages that the product and its tests load first. Each of them is hundreds of files; one file of each, with
 * what they share beside it, loads in a quarter of the time. Each test file and child process loads them anew.
 */
const PACKAGES = [
  ...['payload', 'payload/shared', '@payloadcms/db-mongodb', '@payloadcms/email-nodemailer', 'mongodb'],
  ...[
    'zod',
    'luxon',
    'stripe',
    'nodemailer',
    'pino',
    'rate-limiter-flexible',
    'ical-generator',
    'html-to-text',
  ],
  ...['agenda', 'mjml', 'fast-check', 'postal-mime', 'smtp-server', 'qs'],
];

/** Left where they are: native, or reading files beside themselves, or the concern of another program. */
const OUTSIDE = [
  'sharp',
  '@react-pdf/renderer',
  'fontkit',
  'next',
  'next/*',
  '@next/env',
  'react',
  'react-dom',
  'react/*',
  'graphql',
  'ws',
];

/** What a package of CommonJS needs inside an ES module. */
const BANNER = [
  "import { createRequire as vendorRequire } from 'node:module';",
  "import { dirname as vendorDirname } from 'node:path';",
  "import { fileURLToPath as vendorPath } from 'node:url';",
  'const require = vendorRequire(import.meta.url);',
  'const __filename = vendorPath(import.meta.url);',
  'const __dirname = vendorDirname(__filename);',
].join('\n');

const self = fileURLToPath(import.meta.url);

/** The bundle of these packages, in this version, on this Node. @returns {string} a folder that may not be there yet */
export function vendorFolder(root) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of [join(root, 'package-lock.json'), self]) hash.update(readFileSync(file));
  return join(root, '.data', 'vendor', hash.digest('hex').slice(0, 16));
}

/** @returns {Record<string, string>} where each package is bundled; nothing while there is no bundle */
export function vendorFiles(root) {
  const folder = vendorFolder(root);
  if (!existsSync(folder)) return {};
  return Object.fromEntries(PACKAGES.map((name) => [name, join(folder, fileOf(name))]));
}

const fileOf = (name) => `${name.replaceAll(/[@/]/g, '-')}.mjs`;

/**
 * Makes the bundle when it is missing. It is put in place whole, so that several programs may ask for it at once.
 * @returns {Promise<string>} its folder
 */
export async function ensureVendorBundle(root) {
  const folder = vendorFolder(root);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}`;
  await mkdir(join(draft, 'entries'), { recursive: true });
  await writeBundle({ root, draft });
  await rename(draft, folder).catch((error) => {
    if (!existsSync(folder)) throw error;
  });
  await forgetOthers(folder);
  return folder;
}

async function writeBundle({ root, draft }) {
  const { build } = await import('esbuild');
  const entryPoints = [];
  for (const name of PACKAGES) {
    const entry = join(draft, 'entries', fileOf(name));
    await writeFile(entry, await entryOf(name));
    entryPoints.push({ in: entry, out: fileOf(name).slice(0, -'.mjs'.length) });
  }
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir: draft,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: `node${process.versions.node}`,
    // The conditions of Node itself: a package that is both CommonJS and ES module is there once.
    conditions: [],
    external: OUTSIDE,
    nodePaths: [join(root, 'node_modules')],
    banner: { js: BANNER },
    logLevel: 'error',
    logOverride: { 'require-resolve-not-external': 'silent' },
  });
}

/** A CommonJS package has no list of names that a bundler could read: Node has made one. */
async function entryOf(name) {
  const names = Object.keys(await import(name));
  const plain = names.filter(
    (key) =>
      key !== 'default' && key !== 'module.exports' && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key),
  );
  if (!names.includes('module.exports')) {
    const all = names.includes('default') ? [...plain, 'default'] : plain;
    return `export { ${all.join(', ')} } from '${name}';\n`;
  }
  return `import all from '${name}';\nexport default all;\nexport const { ${plain.join(', ')} } = all;\n`;
}

/** Bundles of other versions. */
async function forgetOthers(folder) {
  for (const name of await readdir(dirname(folder))) {
    const other = join(dirname(folder), name);
    if (!other.startsWith(folder)) await rm(other, { recursive: true, force: true });
  }
}
