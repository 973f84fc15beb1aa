'use client';
import { type CellProps, textOf } from './cellText';

const LENGTH = 90;

/** The beginning of a text; the whole of it is on the record. */
export function TextCell({ cellData }: CellProps) {
  const text = textOf(cellData);
  if (!text) return <span className="adm-muted">–</span>;
  return (
    <span title={text.length > LENGTH ? text : undefined}>
      {text.length > LENGTH ? `${text.slice(0, LENGTH)}…` : text}
    </span>
  );
}
