/** `1\n2\n3` for a text of three lines. */
export const lineNumbers = (text: string): string =>
  text
    .split('\n')
    .map((_, at) => at + 1)
    .join('\n');
