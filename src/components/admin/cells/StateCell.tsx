'use client';
import { StatePill } from '../ui/StatePill';
import { type CellProps, textOf } from './cellText';

/** A status or state in a list, as a pill. */
export function StateCell({ cellData }: CellProps) {
  const state = textOf(cellData);
  return state ? <StatePill state={state} /> : <span className="adm-muted">–</span>;
}
