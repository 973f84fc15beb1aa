/** Where a line, counted from 1, begins and ends in a text; the last one when there are fewer. */
export function spanOfLine(text: string, line: number): { start: number; end: number } {
  const lines = text.split('\n');
  const at = Math.min(Math.max(1, line), lines.length) - 1;
  const start = lines.slice(0, at).reduce((sum, before) => sum + before.length + 1, 0);
  return { start, end: start + (lines[at] ?? '').length };
}
