import type Stripe from 'stripe';

import { type DisputeStatus, type ProviderDispute, type ProviderRefund } from './port';

const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null);

/** A refund in our words. One that waits is on its way: the money is no longer ours. */
export const toProviderRefund = (refund: Stripe.Refund): ProviderRefund => ({
  id: refund.id,
  intentId: idOf(refund.payment_intent),
  amount: refund.amount,
  status: refund.status === 'failed' || refund.status === 'canceled' ? 'failed' : 'active',
  failureReason: refund.failure_reason ?? null,
  requestId: refund.metadata?.requestId ?? null,
});

function disputeStatus(status: string): DisputeStatus {
  if (status === 'won' || status === 'warning_closed' || status === 'prevented') return 'won';
  return status === 'lost' ? 'lost' : 'open';
}

/** Stripe lists no disputes by payment in our subset of its API: they are known from their events. */
export function disputeIn(event: Record<string, unknown>): ProviderDispute | null {
  const object = (event.data as { object?: Partial<Stripe.Dispute> } | undefined)?.object;
  if (object?.object !== 'dispute' || typeof object.id !== 'string') return null;
  return {
    id: object.id,
    intentId: idOf(object.payment_intent),
    amount: object.amount ?? 0,
    status: disputeStatus(object.status ?? ''),
    reason: object.reason ?? '',
    answerBy: object.evidence_details?.due_by
      ? new Date(object.evidence_details.due_by * 1000).toISOString()
      : null,
  };
}
