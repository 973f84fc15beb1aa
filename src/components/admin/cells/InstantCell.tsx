'use client';
import { utcInstant } from '../ui/instant';
import { CellFrame } from './CellFrame';
import { type CellProps, textOf } from './cellText';

/** A moment in UTC, so that colleagues in different zones read the same. */
export function InstantCell(cell: CellProps) {
  const instant = textOf(cell.cellData);
  if (!instant) return <span className="adm-muted">–</span>;
  return (
    <CellFrame cell={cell}>
      <time dateTime={instant} className="adm-nowrap">
        {utcInstant(instant)}
      </time>
    </CellFrame>
  );
}
