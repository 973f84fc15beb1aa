import { type Payload } from 'payload';

import { openCase } from '@/platform/cases';
import { logger } from '@/platform/logger';
import { refId } from '@/platform/refs';
import { inTransaction } from '@/platform/transaction';

import { type TermsDiffer } from './convergePayment';

/** Puts an intent that does not fit its payment before staff. */
export async function tellTermsDiffer(payload: Payload, { payment, intent, message }: TermsDiffer): Promise<void> {
  logger.error({ payment: payment.id, intent: intent.id }, 'the intent does not match the payment');
  await inTransaction({ payload, context: { actor: 'system:payments' } }, (req) =>
    openCase(req, {
      key: `terms-differ:${payment.id}:${intent.id}`,
      kind: 'payment-differs',
      title: `A payment at Stripe does not match what was sold (${payment.packageName})`,
      suggestion: 'Compare the intent at Stripe with the payment. Refund it there, or assign the credits by hand with a reason.',
      client: refId(payment.client),
      payment: payment.id,
      facts: { message, intent: intent.id, received: intent.amountReceived, currency: intent.currency },
    }),
  );
}
