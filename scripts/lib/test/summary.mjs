const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** One line a step, as it ends and again in the summary. */
export function stepLine({ name, status, ms, counts, note }) {
  const counted = counts && status !== 'no files' && status !== 'skipped' ? `  ${countsText(counts)}` : '';
  return `  ${name.padEnd(12)} ${status.padEnd(9)} ${seconds(ms).padStart(8)}${counted}${note ? `  (${note})` : ''}`;
}

const countsText = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/**
 * The end of `npm test`. Its last line has a fixed form, because programs read it.
 * @param {object[]} results
 * @returns {{text: string, ok: boolean}}
 */
export function summary(results) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { counts } of results) {
    if (counts) for (const key of Object.keys(total)) total[key] += counts[key];
  }
  const failed = results.filter(({ status }) => status === 'failed').map(({ name }) => name);
  const ranNoTest = results.some(({ runsTests }) => runsTests) && total.passed + total.failed === 0;
  const verdict =
    failed.length > 0 ? `Failed: ${failed.join(', ')}` : ranNoTest ? 'No test ran.' : 'Everything passed.';
  return {
    ok: failed.length === 0 && !ranNoTest,
    text: `\n${results.map(stepLine).join('\n')}\n\n${verdict}\nTests: ${countsText(total)}`,
  };
}

/** Figures that tests print, on lines that begin with `figure:`; shown although the rest of a passed step is not. */
export function figures(output = '') {
  return output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('figure:'));
}
