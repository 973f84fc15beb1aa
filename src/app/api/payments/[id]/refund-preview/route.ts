import { z } from 'zod';

import { previewRefund, refundable, visiblePayment } from '@/payments/refundPayment';
import { readQuery } from '@/platform/http';

import { readerOf, route, staffOnly } from '../../../_lib/route';

const query = z.strictObject({ amount: z.coerce.number().int().min(1).optional() });

/** What can be given back, and what that would take of the credits. */
export const GET = route<{ id: string }>(async (call) => {
  staffOnly(call, 'owner', 'finance');
  const { amount } = readQuery(call.request, query);
  const payment = await visiblePayment(await readerOf(call), call.params.id);
  const most = refundable(payment);
  return { refundable: most, currency: payment.currency, ...previewRefund(payment, Math.min(amount ?? most, most)) };
});
