import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { type ProviderIntent } from '@/integrations/stripe/port';
import { formatMoney } from '@/notifications/zonedTime';
import { type Payment } from '@/payload-types';
import { openCase } from '@/platform/cases';
import { refId } from '@/platform/refs';

/**
 * What to say of an intent that no payment of ours waits for. Money with our mark on it must not lie there unseen; what
 * carries no mark is somebody else's. In the transaction that found it. @returns a note for the record
 */
export async function judgeStray(req: PayloadRequest, intent: ProviderIntent): Promise<string> {
  if (!intent.paymentId || intent.status !== 'succeeded') return 'not ours';
  const marked = ObjectId.isValid(intent.paymentId)
    ? await req.payload.findByID({
        collection: 'payments',
        id: intent.paymentId,
        depth: 0,
        overrideAccess: true,
        disableErrors: true,
        req,
      })
    : null;
  await tellWithoutPayment(req, intent, marked);
  return 'no payment of ours waits for it: a case was opened';
}

/**
 * Money arrived for an intent that carries our mark, and no payment of ours waits for it: it is unknown here (an older
 * backup was restored), or it has another intent.
 */
function tellWithoutPayment(
  req: PayloadRequest,
  intent: ProviderIntent,
  marked: Payment | null,
): Promise<void> {
  return openCase(req, {
    key: `stripe-without-payment:${intent.id}`,
    kind: 'stripe-without-payment',
    title:
      `${formatMoney(intent.amountReceived, intent.currency)} arrived at Stripe ` +
      `for ${marked ? 'a payment that has another intent' : 'a payment we do not know'}`,
    suggestion:
      'Find out at Stripe who paid, and for what. Refund it there, or assign the credits by hand with a ' +
      'reason. No credits were granted.',
    ...(marked ? { client: refId(marked.client), payment: marked.id } : {}),
    facts: {
      intent: intent.id,
      mark: intent.paymentId,
      received: intent.amountReceived,
      currency: intent.currency,
    },
  });
}
