import { type Payload } from 'payload';
import { z } from 'zod';

import { REASON_CODES } from '@/credits/reasons';
import { makeRefund, pendingAmount, refundOutcome, requestRefund } from '@/payments/refundPayment';
import { readJson } from '@/platform/http';
import { markDone } from '@/platform/outbox';
import { inTransaction } from '@/platform/transaction';

import { onceFor, route, staffOnly } from '../../../_lib/route';

const body = z.strictObject({
  amount: z.number().int().min(1).optional(),
  reasonCode: z.enum(REASON_CODES),
  note: z.string().trim().min(1, 'Say why in a sentence.').max(1000),
});

/**
 * Written down first, then asked of Stripe. When Stripe does not answer, PROVIDER_UNAVAILABLE is told, and the refund
 * stays on record: the same key asks again, and a worker brings it to its end in any case.
 */
export const POST = route<{ id: string }>(async (call) => {
  const user = staffOnly(call, 'owner', 'finance');
  const request = { ...(await readJson(call.request, body)), paymentId: call.params.id };
  const { payload } = call;
  const { answer, replayed } = await onceFor(
    call,
    { user, route: 'payments.refund', body: request, required: true },
    (keep) =>
      inTransaction({ payload, user }, async (req) => {
        const requestId = await requestRefund(req, request);
        const kept = { status: 202, body: { requestId } };
        await keep(req, kept);
        return kept;
      }),
  );
  const { requestId } = answer.body as { requestId: string };
  await settleNow(payload, call.params.id, requestId);
  const payment = await payload.findByID({
    collection: 'payments',
    id: call.params.id,
    depth: 0,
    overrideAccess: false,
    user,
  });
  return Response.json(
    { payment, ...refundOutcome(payment, requestId) },
    { status: 202, ...(replayed ? { headers: { 'Idempotent-Replay': 'true' } } : {}) },
  );
});

/** Nothing is left to do when the refund has come to its end: the key was used before, or a worker was first. */
async function settleNow(payload: Payload, paymentId: string, requestId: string): Promise<void> {
  const amount = await pendingAmount(payload, paymentId, requestId);
  if (amount === null) return;
  await makeRefund(payload, { paymentId, requestId, amount }, (req) => markDone(req, `refund:${requestId}`));
}
