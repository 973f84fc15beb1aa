import { type PaymentStatus, type PaymentView, type ReversalView } from '../types';
import { instant, list, number, optionalText, record, text, webLink } from './read';

const STATUSES: readonly PaymentStatus[] = [
  'created',
  'processing',
  'requires_action',
  'succeeded',
  'failed',
  'cancelled',
  'partially_refunded',
  'refunded',
  'disputed',
];

/** A payment of GET /api/payments/history or /api/payments/:id. */
export function toPaymentView(value: unknown): PaymentView {
  const it = record(value);
  return {
    id: text(it.id),
    packageName: text(it.packageName),
    amount: number(it.amount),
    currency: text(it.currency) || 'USD',
    credits: number(it.credits),
    status: STATUSES.find((status) => status === it.status) ?? 'created',
    refundedAmount: number(it.refundedAmount),
    createdAt: instant(it.createdAt),
    paidAt: instant(it.paidAt) || null,
    invoiceNumber: optionalText(it.invoiceNumber),
    invoiceUrl: webLink(it.invoiceUrl),
    reversals: list(it.reversals).map(toReversalView),
    granted: Boolean(it.grant),
  };
}

const REVERSAL_STATES: readonly ReversalView['state'][] = ['active', 'failed', 'open', 'won', 'lost'];

function toReversalView(value: unknown): ReversalView {
  const it = record(value);
  const kind = it.kind === 'dispute' ? 'dispute' : 'refund';
  return {
    id: text(it.id),
    kind,
    amount: number(it.amount),
    state: REVERSAL_STATES.find((state) => state === it.state) ?? (kind === 'dispute' ? 'open' : 'active'),
    credits: number(it.credits),
    at: instant(it.at) || null,
    endedAt: instant(it.endedAt) || null,
  };
}
