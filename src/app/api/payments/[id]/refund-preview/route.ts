import { z } from 'zod';

import { previewRefund } from '@/payments/previewRefund';
import { visiblePayment } from '@/payments/refundPayment';
import { readQuery } from '@/platform/http';

import { readerOf, route, staffOnly } from '../../../_lib/route';

const query = z.strictObject({ amount: z.coerce.number().int().min(1).optional() });

/** What can be given back, and what that would take of the credits. */
export const GET = route<{ id: string }>(async (call) => {
  staffOnly(call, 'owner', 'finance');
  const { amount } = readQuery(call.request, query);
  const payment = await visiblePayment(await readerOf(call), call.params.id);
  return previewRefund(call.payload, payment, amount);
});
