import { creditCount } from '@/components/portal/format/credits';

const VERBS: Record<string, string> = {
  grant: 'granted',
  hold: 'held',
  release: 'returned',
  consume: 'used',
  expire: 'expired',
  void: 'voided',
  clawback: 'taken back',
  reinstate: 'given again',
};

/** A ledger entry in a few words: `2 credits held`. An extension moves nothing. */
export function ledgerWords({ kind, quantity }: { kind: string; quantity: number }): string {
  if (kind === 'extend') return 'Expiry moved';
  return `${creditCount(quantity)} ${VERBS[kind] ?? kind}`;
}
