import { toCsv } from './csv';

describe('a CSV file', () => {
  it('quotes what would break a row', () => {
    expect(toCsv(['a', 'b'], [['x, "y"\nz', 1]])).toBe('\uFEFFa,b\r\n"x, ""y""\nz",1\r\n');
  });
  it('never lets a text become a formula, and leaves numbers numbers', () => {
    expect(toCsv(['a'], [['=HYPERLINK("x")'], ['+1'], ['-1'], ['@x'], [-1]])).toBe(
      `\uFEFFa\r\n"'=HYPERLINK(""x"")"\r\n'+1\r\n'-1\r\n'@x\r\n-1\r\n`,
    );
  });
  it.each(['\n=1+1', '\r\n=1', '＝1+1', '＋1', '－1', '＠SUM(A1)', ' =1', '\uFEFF=1', '\u200B@x', '\t=1'])(
    'nor by a sign that stands behind another or is written wide: %j',
    (text) => {
      const [, row = ''] = /^\uFEFFa\r\n"?([^]*)/.exec(toCsv(['a'], [[text]])) ?? [];
      expect(row.startsWith("'")).toBe(true);
    },
  );
});
