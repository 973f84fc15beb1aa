import { type Payload } from 'payload';

import { type Payment } from '@/payload-types';

import { type Reversal } from './reversals';

export interface PaymentView {
  id: string;
  packageName: string;
  amount: number;
  currency: string;
  credits: number;
  status: string;
  refundedAmount: number;
  createdAt: string;
  paidAt: string | null;
  invoiceNumber: string | null;
  invoiceUrl: string | null;
  /** Its refunds and disputes, oldest first. */
  reversals: ReversalView[];
}

interface ReversalView {
  id: string;
  kind: Reversal['kind'];
  /** Minor units. */
  amount: number;
  state: Reversal['state'];
  /** Credits it took when it was heard of and has not given back. */
  credits: number;
  at: string | null;
  endedAt: string | null;
}

export const reversalsOf = (payment: Pick<Payment, 'reversals'>): Reversal[] =>
  (payment.reversals ?? []) as unknown as Reversal[];

const reversalView = ({ id, kind, amount, state, taken, returned, at, endedAt }: Reversal): ReversalView => ({
  ...{ id, kind, amount, state, credits: Math.max(0, taken - returned) },
  ...{ at: at ?? null, endedAt: endedAt ?? null },
});

const viewOf = (payment: Payment): PaymentView => ({
  id: payment.id,
  packageName: payment.packageName,
  amount: payment.amount ?? 0,
  currency: payment.currency,
  credits: payment.credits,
  status: payment.status,
  refundedAmount: payment.refundedAmount ?? 0,
  createdAt: payment.createdAt,
  paidAt: payment.paidAt ?? null,
  invoiceNumber: payment.invoiceNumber ?? null,
  invoiceUrl: payment.invoiceNumber ? `/api/payments/${payment.id}/invoice.pdf` : null,
  reversals: reversalsOf(payment).map(reversalView),
});

/** A client's payments, newest first. */
export async function readPayments(input: {
  payload: Payload;
  clientId: string;
  forStaff: boolean;
  page: number;
  limit: number;
}): Promise<{ docs: PaymentView[]; totalDocs: number; page: number; totalPages: number }> {
  const found = await input.payload.find({
    collection: 'payments',
    // A form that was opened and left is no payment to the one who left it.
    where: {
      client: { equals: input.clientId },
      ...(input.forStaff ? {} : { status: { not_equals: 'created' } }),
    },
    sort: '-createdAt',
    page: input.page,
    limit: input.limit,
    depth: 0,
    overrideAccess: true,
  });
  return {
    docs: found.docs.map(viewOf),
    totalDocs: found.totalDocs,
    page: found.page ?? 1,
    totalPages: found.totalPages,
  };
}
