import { stateWords } from '../ui/tone';

/** A refund or dispute of a payment, as stored. */
export interface ReversalRow {
  id: string;
  kind: 'refund' | 'dispute';
  amount: number;
  state: string;
  taken: number;
  returned: number;
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
export function creditsMoved({ taken, returned }: Pick<ReversalRow, 'taken' | 'returned'>): string {
  if (taken === 0) return 'none';
  return returned === 0 ? `${taken} taken back` : `${taken} taken back, ${returned} given again`;
}
