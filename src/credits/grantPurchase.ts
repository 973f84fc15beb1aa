import { type PayloadRequest } from 'payload';

import { type Payment } from '@/payload-types';
import { refId } from '@/platform/refs';

/**
 * The lot of a payment whose money has arrived; its id was put on the payment when that was marked paid.
 * The key is the payment's, so a second lot for it cannot be written.
 */
export async function grantPurchase(req: PayloadRequest, payment: Payment): Promise<void> {
  await req.payload.create({
    collection: 'credit-grants',
    depth: 0,
    overrideAccess: true,
    req,
    data: {
      id: refId(payment.grant),
      client: refId(payment.client),
      credits: payment.credits,
      validityDays: payment.validityDays,
      source: 'purchase',
      packageName: payment.packageName,
      payment: payment.id,
      priority: payment.burnPriority,
      bookBeforeExpiry: payment.bookBeforeExpiry,
      amount: payment.amount,
      currency: payment.currency,
      key: `grant:${payment.id}`,
    },
  });
}
