import { type PaymentStatus, type PaymentView } from '../types';
import { instant, number, optionalText, record, text, webLink } from './read';

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
    granted: Boolean(it.grant),
  };
}
