import { type HistoryEntry } from '../readHistory';

interface StatementLine {
  at: string;
  what: string;
  why: string;
  packageName: string;
  /** Change of what is available: positive adds, negative takes, zero moves elsewhere. */
  change: number;
  balance: number;
}

export interface Statement {
  from: string;
  to: string;
  /** The client's IANA zone: whose days the period is made of, and in which times are told. */
  zone: string;
  /** Available credits at the start and the end of the period, by the ledger. */
  opening: number;
  closing: number;
  lines: StatementLine[];
  /**
   * What lapsed by the clock and has no line of its own in the period (negative), or has its line in a later
   * one (positive).
   */
  lapse: number;
}

function changeOf(entry: Pick<HistoryEntry, 'from' | 'to' | 'quantity'>): number {
  if (entry.from === entry.to) return 0;
  if (entry.to === 'available') return entry.quantity;
  return entry.from === 'available' ? -entry.quantity : 0;
}

/**
 * A client's credits over [from, to). Opening and closing are balances of the ledger at those moments, not sums of the
 * lines; credits that lapse by the clock between two entries make the difference, and it is shown. Pure.
 */
export function buildStatement(input: {
  from: Date;
  to: Date;
  zone: string;
  opening: number;
  closing: number;
  entries: readonly HistoryEntry[];
}): Statement {
  const lines = input.entries.map((entry) => ({
    at: entry.at,
    what: entry.what,
    why: entry.why,
    packageName: entry.packageName,
    change: changeOf(entry),
    balance: entry.balanceAfter,
  }));
  const moved = lines.reduce((total, line) => total + line.change, 0);
  return {
    from: input.from.toISOString(),
    to: input.to.toISOString(),
    zone: input.zone,
    opening: input.opening,
    closing: input.closing,
    lines,
    lapse: input.closing - input.opening - moved,
  };
}

/** What the difference between the lines and the closing balance is, in words. */
export const lapseWords = (lapse: number): string =>
  lapse < 0 ? 'Expired by the end of the period' : 'Expired before the period, listed in it';
