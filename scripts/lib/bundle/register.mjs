// node --import tsx --import <this> file.ts: a process that takes big packages from the bundle, where there is one.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { vendorFiles, vendorFolder } from './vendor.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const files = new Map(Object.entries(vendorFiles(root)));
const bundle = pathToFileURL(`${vendorFolder(root)}/`).href;

registerHooks({
  resolve(specifier, context, next) {
    const file = context.conditions.includes('import') && files.get(specifier);
    if (file) return { url: pathToFileURL(file).href, format: 'module', shortCircuit: true };
    return next(specifier, context);
  },
  // Nothing in the bundle is TypeScript: tsx would look for it all the same.
  load(url, context, next) {
    if (!url.startsWith(bundle)) return next(url, context);
    return { format: 'module', source: readFileSync(fileURLToPath(url)), shortCircuit: true };
  },
});
