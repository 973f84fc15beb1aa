import { z } from 'zod';

import { openCheckout, recordPayment } from '@/payments/startPayment';
import { env } from '@/platform/env';
import { readJson } from '@/platform/http';

import { id } from '../../_lib/inputs';
import { answered, clientOnly, limitByUser, onceFor, route } from '../../_lib/route';

const body = z.strictObject({ packageId: id });

export const POST = route(async (call) => {
  const user = clientOnly(call);
  const { packageId } = await readJson(call.request, body);
  await limitByUser(call, user, 'checkout');
  const { answer, replayed } = await onceFor(
    call,
    { user, route: 'payments.create-payment-intent', body: { packageId }, required: true },
    async (keep) => ({
      status: 201,
      body: { paymentId: await recordPayment({ payload: call.payload, user, packageId, keep }) },
    }),
  );
  // The record holds which payment the key stands for, not its secret; the answer is made from it each time, alike.
  const { paymentId } = answer.body as { paymentId: string };
  const checkout = await openCheckout(call.payload, paymentId, env().STRIPE_PUBLISHABLE_KEY);
  return answered({ answer: { status: answer.status, body: checkout }, replayed });
});
