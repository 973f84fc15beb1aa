/**
 * npm run house            how the project is kept, in figures; exit 1 when one that is due misses its goal
 * npm run house -- --all   with every place that counts
 */
import './lib/newEnough.mjs';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { figuresOf } from './lib/house/figures.mjs';

const SHOWN = 20;
const PICTURES = /\.(png|ico|jpe?g|woff2?)$/;

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });
const root = fileURLToPath(new URL('..', import.meta.url));

/** The files of the project: what git keeps, and what is new and not ignored. */
function readTree() {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  const paths = listed.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
  const texts = paths.map((path) => [
    path,
    PICTURES.test(path) ? '' : readFileSync(join(root, path), 'utf8'),
  ]);
  return new Map(texts);
}

const isMissed = ({ value, goal }) => goal !== undefined && value > goal;

function verdict(figure) {
  if (figure.goal === undefined) return '';
  if (!isMissed(figure)) return `goal ${figure.goal}  kept`;
  return `goal ${figure.goal}  ${figure.isDue ? 'MISSED' : 'later'}`;
}

const figures = figuresOf(readTree());
for (const figure of figures)
  console.log(`${figure.name.padEnd(38)} ${String(figure.value).padStart(6)}  ${verdict(figure)}`.trimEnd());

for (const { name, where = [] } of figures.filter(
  (figure) => isMissed(figure) && (figure.isDue || values.all),
)) {
  console.log(`\n${name}:`);
  for (const place of where.slice(0, values.all ? undefined : SHOWN)) console.log(`  ${place}`);
  if (!values.all && where.length > SHOWN)
    console.log(`  and ${where.length - SHOWN} more: --all shows them`);
}

if (figures.some((figure) => figure.isDue && isMissed(figure))) process.exitCode = 1;
