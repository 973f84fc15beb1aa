import { type Payload } from 'payload';

import { formatMoney } from '@/notifications/zonedTime';
import { type Payment } from '@/payload-types';
import { openCase } from '@/platform/cases';
import { isDomainError } from '@/platform/errors';
import { logger } from '@/platform/logger';
import { type WorkRow } from '@/platform/queue';
import { refId } from '@/platform/refs';
import { inTransaction } from '@/platform/transaction';

import { type TermsDiffer } from './convergePayment';

/** Puts an intent that does not fit its payment before staff. */
export async function tellTermsDiffer(
  payload: Payload,
  { payment, intent, message }: TermsDiffer,
): Promise<void> {
  logger.error({ payment: payment.id, intent: intent.id }, 'the intent does not match the payment');
  await inTransaction({ payload, context: { actor: 'system:payments' } }, (req) =>
    openCase(req, {
      key: `terms-differ:${payment.id}:${intent.id}`,
      kind: 'payment-differs',
      title: `A payment at Stripe does not match what was sold (${payment.packageName})`,
      suggestion:
        'Compare the intent at Stripe with the payment. Refund it there, or assign the credits by hand with a reason.',
      client: refId(payment.client),
      payment: payment.id,
      facts: { message, intent: intent.id, received: intent.amountReceived, currency: intent.currency },
    }),
  );
}

/** A refund was asked of Stripe until the tries ran out: nobody knows whether the money went. */
export async function reportRefundDead(payload: Payload, row: WorkRow): Promise<void> {
  const { requestId, amount } = row.data as { requestId: string; amount: number };
  const id = String(row.subject);
  await inTransaction({ payload, context: { actor: 'system:refund' } }, async (req) => {
    const payment = await req.payload.findByID({
      collection: 'payments',
      id,
      depth: 0,
      overrideAccess: true,
      disableErrors: true,
      req,
    });
    await openCase(req, {
      key: `refund-unanswered:${requestId}`,
      kind: 'refund-unanswered',
      title:
        `Stripe did not answer a refund of ${payment ? formatMoney(amount, payment.currency) : amount} ` +
        `of ${payment?.invoiceNumber ?? id}`,
      suggestion:
        'Look at the payment at Stripe, then try the effect again in the outbox: a refund that was made ' +
        'is found there and not made twice.',
      ...(payment ? { client: refId(payment.client), payment: id } : {}),
      facts: { amount, request: requestId, error: row.error ?? null },
    });
  });
}

/** Reconciliation could not ask about a payment, or not bring it to where Stripe says. */
export async function tellNotReconciled(payload: Payload, payment: Payment, error: unknown): Promise<void> {
  logger.error({ payment: payment.id, err: error }, 'the payment could not be reconciled');
  await inTransaction({ payload, context: { actor: 'system:reconciliation' } }, (req) =>
    openCase(req, {
      key: `reconcile:${payment.id}`,
      kind: 'payment-not-reconciled',
      title: `A payment could not be compared with Stripe (${payment.packageName})`,
      suggestion:
        'Look for its intent at Stripe, with the account and keys the product uses. If money arrived, ' +
        'assign the credits by hand with a reason or refund it there.',
      client: refId(payment.client),
      payment: payment.id,
      facts: {
        intent: payment.intentId ?? null,
        error: isDomainError(error) ? (error.facts.detail ?? error.code) : String(error),
      },
    }),
  );
}
