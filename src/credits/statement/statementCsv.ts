import { toCsv } from '@/platform/csv';

import { type Statement } from './buildStatement';

export function statementCsv(statement: Statement): string {
  const lines = statement.lines.map((line) => [line.at, line.what, line.packageName, line.change]);
  return toCsv(
    ['When (UTC)', 'What', 'Package', 'Change'],
    [
      [statement.from, 'Opening balance', '', statement.opening],
      ...lines,
      ...(statement.lapse === 0 ? [] : [[statement.to, 'Expiry recorded in another period', '', statement.lapse]]),
      [statement.to, 'Closing balance', '', statement.closing],
    ],
  );
}
