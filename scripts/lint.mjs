/**
 * npm run lint            the rules of eslint.config.mjs, with types, and the form that prettier writes
 * npm run lint -- --fix   mends what can be mended by itself
 */
import './lib/newEnough.mjs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runToEnd } from './lib/run.mjs';

const { values } = parseArgs({ options: { fix: { type: 'boolean', default: false } } });
const root = fileURLToPath(new URL('..', import.meta.url));

/** Form depends on the file alone, so its verdict may be kept. What types say depends on other files too. */
const KEPT = ['--cache', '--cache-strategy', 'content', '--cache-location', '.data/lint/prettier.json'];
const CHECKS = [
  { program: 'eslint/bin/eslint.js', args: ['.', ...(values.fix ? ['--fix'] : [])] },
  {
    program: 'prettier/bin/prettier.cjs',
    args: ['.', values.fix ? '--write' : '--check', '--log-level', 'warn', ...KEPT],
  },
];

const results = await Promise.all(
  CHECKS.map(({ program, args }) =>
    runToEnd({ command: process.execPath, args: [join(root, 'node_modules', program), ...args], cwd: root }),
  ),
);
for (const { output } of results) process.stdout.write(output);
if (results.some(({ code }) => code !== 0)) process.exitCode = 1;
