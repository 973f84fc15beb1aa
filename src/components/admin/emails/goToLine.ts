'use client';
import { spanOfLine } from './spanOfLine';

/** Shows a line of the template's source, and marks it. */
export function goToLine(line: number): void {
  const source = document.getElementById('field-body');
  if (!(source instanceof HTMLTextAreaElement)) return;
  const { start, end } = spanOfLine(source.value, line);
  const height = source.scrollHeight / Math.max(1, source.value.split('\n').length);
  source.focus();
  source.setSelectionRange(start, end);
  source.scrollTop = Math.max(0, (line - 4) * height);
}
