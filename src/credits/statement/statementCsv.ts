import { toCsv } from '@/platform/csv';

import { lapseWords, type Statement } from './buildStatement';

/** The statement for a spreadsheet. The last row is the closing balance. */
export function statementCsv({ from, to, opening, closing, lines, lapse }: Statement): string {
  return toCsv(
    ['When (UTC)', 'What', 'Why', 'Package', 'Change', 'Balance'],
    [
      [from, 'Opening balance', '', '', '', opening],
      ...lines.map((line) => [line.at, line.what, line.why, line.packageName, line.change, line.balance]),
      ...(lapse === 0 ? [] : [[to, lapseWords(lapse), '', '', lapse, '']]),
      [to, 'Closing balance', '', '', '', closing],
    ],
  );
}
