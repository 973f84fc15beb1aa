import { type CollectionAfterChangeHook } from 'payload';

import { grantPurchase } from '@/credits/grantPurchase';
import { type Payment } from '@/payload-types';

/** The money has arrived for the first time: the lot is granted, which also tells the client. */
export const onPaymentSucceeded: CollectionAfterChangeHook<Payment> = async ({
  doc,
  previousDoc,
  operation,
  req,
}) => {
  const paidNow = operation === 'update' && doc.status === 'succeeded' && !previousDoc.paidAt;
  if (!paidNow) return doc;
  await grantPurchase(req, doc);
  return doc;
};
