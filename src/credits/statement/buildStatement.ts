import { type HistoryEntry } from '../readHistory';

export interface StatementLine {
  at: string;
  what: string;
  packageName: string;
  /** Change of what is available: positive adds, negative takes, zero moves elsewhere. */
  change: number;
}

export interface Statement {
  from: string;
  to: string;
  /** Available credits at the start and the end of the period, by the ledger. */
  opening: number;
  closing: number;
  lines: StatementLine[];
  /** What lapsed by the clock without an entry in the period yet, or was recorded for an earlier lapse. */
  lapse: number;
}

const WORDS: Record<string, string> = {
  grant: 'Credits added',
  hold: 'Set aside for a session',
  release: 'Returned',
  consume: 'Session held',
  expire: 'Expired',
  extend: 'Validity extended',
  void: 'Withdrawn by our team',
  clawback: 'Taken back with a refund',
  reinstate: 'Given back',
};

function changeOf(entry: Pick<HistoryEntry, 'from' | 'to' | 'quantity'>): number {
  if (entry.from === entry.to) return 0;
  if (entry.to === 'available') return entry.quantity;
  return entry.from === 'available' ? -entry.quantity : 0;
}

/**
 * A client's credits over [from, to). Opening and closing are balances of the ledger at those moments, not sums of the
 * lines; credits that lapse by the clock between two entries make the difference, and it is shown. Pure.
 */
export function buildStatement(input: { from: Date; to: Date; opening: number; closing: number; entries: readonly HistoryEntry[] }): Statement {
  const lines = input.entries.map((entry) => ({
    at: entry.at,
    what: WORDS[entry.kind] ?? entry.kind,
    packageName: entry.packageName,
    change: changeOf(entry),
  }));
  const moved = lines.reduce((total, line) => total + line.change, 0);
  return {
    from: input.from.toISOString(),
    to: input.to.toISOString(),
    opening: input.opening,
    closing: input.closing,
    lines,
    lapse: input.closing - input.opening - moved,
  };
}
