import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How long each test file took, in seconds: the longest begin first, so that no core waits for one at the end. */
const fileOf = (root) => join(root, 'tests', 'times.json');

/** @returns {Record<string, number>} seconds by file, relative to the project */
export const readTimes = (root) => JSON.parse(readFileSync(fileOf(root), 'utf8'));

/** Keeps the times of a whole run: `npm test -- --keep-times`. */
export async function keepTimes(root, files) {
  const rows = files
    .map(({ file, ms }) => [file, Math.round(ms / 1000)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  await writeFile(fileOf(root), `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`);
}
