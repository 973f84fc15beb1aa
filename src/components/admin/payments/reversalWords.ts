import { stateWords } from '../ui/tone';

/** A refund or dispute of a payment, as stored. */
export interface ReversalRow {
  id: string;
  kind: 'refund' | 'dispute';
  amount: number;
  state: string;
  taken: number;
  returned: number;
  /** Credits owed back with it that could not be taken then: spent, held or gone. */
  short?: number;
  reason?: string;
  answerBy?: string;
  at?: string;
  endedAt?: string;
}

/** `Dispute: product not received`, `Refund, failed: expired or canceled card`. */
export function reversalTitle({ kind, reason }: Pick<ReversalRow, 'kind' | 'reason'>): string {
  const name = stateWords(kind);
  return reason ? `${name}: ${reason.replaceAll('_', ' ')}` : name;
}

/** What it did to the credits of the lot. */
export function creditsMoved({
  taken,
  returned,
  short = 0,
}: Pick<ReversalRow, 'taken' | 'returned' | 'short'>): string {
  const parts = [
    { count: taken, words: 'taken back' },
    { count: returned, words: 'given again' },
    { count: short, words: 'spent, held or gone' },
  ];
  const moved = parts.filter(({ count }) => count > 0).map(({ count, words }) => `${count} ${words}`);
  return moved.join(', ') || 'none';
}
