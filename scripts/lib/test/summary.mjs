const SLOWEST = 10;

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** One line a step, as it ends and again in the summary. The time of a step of tests is the sum over its files. */
export function stepLine({ name, status, ms, counts, note }) {
  const counted = counts && status !== 'no files' && status !== 'skipped' ? `  ${countsText(counts)}` : '';
  return `  ${name.padEnd(12)} ${status.padEnd(9)} ${seconds(ms).padStart(8)}${counted}${note ? `  (${note})` : ''}`;
}

const countsText = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** The files that took longest: where time can be won. */
function slowest(results) {
  const files = results.flatMap((result) => result.files ?? []);
  if (files.length < 2) return '';
  const rows = [...files].sort((a, b) => b.ms - a.ms).slice(0, SLOWEST);
  return `\n\nSlowest files\n${rows.map(({ file, ms }) => `  ${seconds(ms).padStart(8)}  ${file}`).join('\n')}`;
}

/**
 * The end of `npm test`. Its last line has a fixed form, because programs read it.
 * @param {object[]} results
 * @param {string} volumes what decided how much was played, and with which seeds
 * @returns {{text: string, ok: boolean}}
 */
export function summary(results, volumes) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { counts } of results) {
    if (counts) for (const key of Object.keys(total)) total[key] += counts[key];
  }
  const failed = results.filter(({ status }) => status === 'failed').map(({ name }) => name);
  const runsTests = results.some((result) => result.runsTests);
  const ranNoTest = runsTests && total.passed + total.failed === 0;
  const verdict =
    failed.length > 0 ? `Failed: ${failed.join(', ')}` : ranNoTest ? 'No test ran.' : 'Everything passed.';
  const parts = [
    `\n${results.map(stepLine).join('\n')}`,
    slowest(results),
    runsTests ? `\n\n${volumes}` : '',
    `\n\n${verdict}\nTests: ${countsText(total)}`,
  ];
  return { ok: failed.length === 0 && !ranNoTest, text: parts.join('') };
}

/** Figures that tests print, on lines that begin with `figure:`; shown although the rest of a passed step is not. */
export function figures(output = '') {
  return output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('figure:'));
}
