'use client';
import { formatMoney } from '@/components/portal/format/money';

import { type CellProps, textOf } from './cellText';

/** Minor units as money in the row's own currency. */
export function MoneyCell({ cellData, rowData }: CellProps) {
  if (typeof cellData !== 'number') return <span className="adm-muted">–</span>;
  return <span className="adm-number">{formatMoney(cellData, textOf(rowData?.currency) || 'usd')}</span>;
}
