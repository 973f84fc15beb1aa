import { type Payload } from 'payload';

import { stripeProvider } from '@/integrations/stripe/provider';
import { now } from '@/platform/clock';
import { type InboxRow, inboxQueue } from '@/platform/inbox';
import { settle } from '@/platform/queue';
import { requireSession } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { convergePayment, refundFacts, TermsDiffer } from './convergePayment';
import { tellTermsDiffer } from './paymentCases';
import { type ReversalFact } from './reversals';

/** The events that say something about a payment, a refund or a dispute. Others are stored and left. */
const PAYMENT_EVENTS = [
  /payment_intent\.(succeeded|processing|payment_failed|canceled|requires_action)/,
  /charge\.refunded/,
  /refund\.(created|updated|failed)/,
  /charge\.dispute\.\w+/,
];
export const PAYMENT_EVENT = new RegExp(`^(${PAYMENT_EVENTS.map(({ source }) => source).join('|')})$`);
const ABOUT_REFUNDS = /^(charge\.refunded|refund\.)/;

/**
 * Applies a stored Stripe event. The event only rings the bell: what is true is asked of Stripe, so late and
 * reordered events do no harm. Payment, lot, ledger, invoice number, mail and the event's own end are one
 * transaction, fenced by the lease.
 * @throws DomainError PROVIDER_UNAVAILABLE (tried again), TermsDiffer (parked, and a case is opened)
 */
export async function applyStripeEvent(payload: Payload, row: InboxRow): Promise<void> {
  const intentId = PAYMENT_EVENT.test(row.type) ? intentIdOf(row) : null;
  if (!intentId) {
    await settle(payload, inboxQueue, row, {
      state: 'ignored',
      processedAt: now(),
      note: 'Nothing to do for this type.',
    });
    return;
  }
  const intent = await stripeProvider().retrieveIntent(intentId);
  const facts = await reversalFacts(row, intentId);
  try {
    await inTransaction({ payload, context: { actor: `stripe:${row.eventId}` } }, async (req) => {
      const { isOurs, note } = await convergePayment(req, intent, facts);
      const state = isOurs ? 'processed' : 'ignored';
      await settle(
        payload,
        inboxQueue,
        row,
        { state, processedAt: now(), note, error: null },
        requireSession(req),
      );
    });
  } catch (error) {
    if (error instanceof TermsDiffer) await tellTermsDiffer(payload, error);
    throw error;
  }
}

function intentIdOf(row: InboxRow): string | null {
  const object = (row.payload.data as { object?: Record<string, unknown> } | undefined)?.object;
  const id = object?.object === 'payment_intent' ? object.id : object?.payment_intent;
  if (typeof id === 'string') return id;
  return typeof id === 'object' && id !== null && 'id' in id && typeof id.id === 'string' ? id.id : null;
}

async function reversalFacts(row: InboxRow, intentId: string): Promise<ReversalFact[]> {
  const dispute = stripeProvider().disputeIn(row.payload);
  if (dispute) {
    const { id, amount, status, reason, answerBy } = dispute;
    return [
      {
        id,
        kind: 'dispute',
        amount,
        state: status,
        ...(reason ? { reason } : {}),
        ...(answerBy ? { answerBy } : {}),
      },
    ];
  }
  return ABOUT_REFUNDS.test(row.type) ? refundFacts(intentId) : [];
}
