'use client';
import { reasonWords } from '../ui/reasonWords';
import { CellFrame } from './CellFrame';
import { type CellProps, textOf } from './cellText';

/** A stored code in words: `refund-of-spent-credits` → `Refund of spent credits`. A sentence stays as it is. */
export function WordsCell(cell: CellProps) {
  const words = reasonWords(textOf(cell.cellData));
  if (!words) return <span className="adm-muted">–</span>;
  return <CellFrame cell={cell}>{words.charAt(0).toUpperCase() + words.slice(1)}</CellFrame>;
}
