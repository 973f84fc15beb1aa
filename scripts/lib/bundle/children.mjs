import { basename } from 'node:path';
import { bundle } from './programs.mjs';
import { ensureVendorBundle, vendorFiles } from './vendor.mjs';

/** The programs that tests start as processes of their own, some of them sixty times in a file. */
const CHILDREN = [
  ...['src/jobs/worker.ts', 'scripts/audit.ts'],
  ...['crashingProcess', 'webProcess', 'webStart', 'wrongClock'].map((name) => `tests/support/${name}.ts`),
];

/** Where a bundled program is. @param {string} file as `src/jobs/worker.ts` */
export const childFile = (file) => `${basename(file, '.ts')}.mjs`;

/**
 * Bundles what tests start, beside the bundle of packages: a process is up in half the time that its sources take.
 * @param {{root: string, outdir: string}} input
 */
export async function buildChildren({ root, outdir }) {
  await ensureVendorBundle(root);
  const files = vendorFiles(root);
  const vendored = {
    name: 'vendored',
    setup: (build) =>
      build.onResolve({ filter: /^[^./]/ }, ({ path }) =>
        files[path] ? { path: files[path], external: true } : undefined,
      ),
  };
  const entryPoints = Object.fromEntries(CHILDREN.map((file) => [basename(file, '.ts'), file]));
  await bundle({ root, entryPoints, outdir, plugins: [vendored, nextOutside] });
}

/** Next is loaded where it lies: it is not made for bundles. */
const nextOutside = {
  name: 'next-outside',
  setup: (build) => build.onResolve({ filter: /^next\// }, ({ path }) => ({ path, external: true })),
};
