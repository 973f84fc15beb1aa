// node scripts/with-env.mjs [--demo] <script.ts> [arguments]
// Runs a script in the product's environment: this shell's when it names a database, else .env, else the
// demo's (first, with --demo).
import './lib/newEnough.mjs';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { operatorsProgram } from './lib/bundle/programs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [first, ...others] = process.argv.slice(2);
const isForDemo = first === '--demo';
const [script, ...args] = isForDemo ? others : [first, ...others];

const ofDemo = resolve(root, process.env.DATA_DIR || '.data', 'demo.env');
const candidates = isForDemo ? [ofDemo, resolve(root, '.env')] : [resolve(root, '.env'), ofDemo];
const file = process.env.DATABASE_URI ? undefined : candidates.find(existsSync);
const env = file ? { ...parseEnv(readFileSync(file, 'utf8')), ...process.env } : process.env;

const program = operatorsProgram({ root, script, args });
const child = spawn(program.command, program.args, {
  cwd: root,
  env,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
