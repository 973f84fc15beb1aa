import { spanOfLine } from './spanOfLine';

describe('the span of a line', () => {
  const text = 'one\n\nthree';
  const marked = (line: number): string => {
    const { start, end } = spanOfLine(text, line);
    return text.slice(start, end);
  };

  test('is its words, without the line break', () => {
    expect([marked(1), marked(2), marked(3)]).toEqual(['one', '', 'three']);
  });

  test('is that of the nearest line where there is none', () => {
    expect([marked(0), marked(9)]).toEqual(['one', 'three']);
  });
});
