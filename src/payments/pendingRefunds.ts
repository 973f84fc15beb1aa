import { type PayloadRequest } from 'payload';

import { type Payment } from '@/payload-types';
import { markDone } from '@/platform/outbox';

/** A refund somebody asked for, kept on the payment until Stripe has answered. Its effect is in the outbox as long. */
export interface Pending {
  /** The request's id; Stripe's refund carries it. */
  id: string;
  /** Minor units. */
  amount: number;
}

export const pendingOf = (payment: Pick<Payment, 'pendingRefunds'>): Pending[] =>
  (payment.pendingRefunds ?? []) as unknown as Pending[];

/** The key of a refund's effect, in our outbox and at Stripe. */
export const refundEffect = (requestId: string): string => `refund:${requestId}`;

/**
 * Ends requests that Stripe has answered, whoever heard of it first: the reservation goes, and nobody is to ask again.
 * In the caller's transaction.
 */
export async function dropPending(
  req: PayloadRequest,
  paymentId: string,
  requestIds: readonly string[],
): Promise<void> {
  const payment = await req.payload.findByID({
    collection: 'payments',
    id: paymentId,
    depth: 0,
    overrideAccess: true,
    req,
  });
  const answered = pendingOf(payment).filter(({ id }) => requestIds.includes(id));
  if (answered.length === 0) return;
  const left = pendingOf(payment).filter((pending) => !answered.includes(pending));
  await req.payload.update({
    collection: 'payments',
    id: paymentId,
    depth: 0,
    overrideAccess: true,
    req,
    data: { pendingRefunds: left as unknown as Payment['pendingRefunds'] },
  });
  for (const { id } of answered) await markDone(req, refundEffect(id));
}
