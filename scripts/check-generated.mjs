// node scripts/check-generated.mjs [--write]
// Makes the generated files anew and fails when they differ from what was there. With --write only makes them.
import './lib/newEnough.mjs';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { placeholderEnv } from './lib/placeholderEnv.mjs';
import { runToEnd } from './lib/run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const GENERATED = [
  { command: 'generate:types', file: 'src/payload-types.ts' },
  { command: 'generate:importmap', file: 'src/app/(payload)/admin/importMap.js' },
];

const env = placeholderEnv(root);
const contentOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

async function generate({ command, file }) {
  const path = join(root, file);
  const before = contentOf(path);
  const payload = join(root, 'node_modules', 'payload', 'bin.js');
  const { code, output } = await runToEnd({
    command: process.execPath,
    args: [payload, command],
    cwd: root,
    env,
  });
  const after = contentOf(path);
  if (code !== 0 || after === undefined) throw new Error(`payload ${command} failed:\n${output}`);
  return before === after ? [] : [file];
}

try {
  const changed = [];
  for (const item of GENERATED) changed.push(...(await generate(item)));
  if (changed.length > 0)
    console.log(`Made anew: ${changed.join(', ')}. Look at the difference and commit it.`);
  if (!process.argv.includes('--write') && changed.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
