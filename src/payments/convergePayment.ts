import { type PayloadRequest, type Where } from 'payload';

import { type ProviderIntent } from '@/integrations/stripe/port';
import { stripeProvider } from '@/integrations/stripe/provider';
import { type Payment } from '@/payload-types';
import { now } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { PermanentFailure } from '@/platform/queue';

import { applyReversals } from './applyReversals';
import { partiesNow } from './invoice/frozenParties';
import { nextInvoiceNumber } from './invoiceNumber';
import { dropPending, pendingOf } from './pendingRefunds';
import { type ReversalFact } from './reversals';
import { mayBecome, type PaymentStatus } from './status';
import { judgeStray } from './strayIntent';

/** What Stripe says and what we sold are not the same; nothing was granted, and a person must look. */
export class TermsDiffer extends PermanentFailure {
  constructor(
    readonly payment: Payment,
    readonly intent: ProviderIntent,
  ) {
    super(
      `Stripe's intent ${intent.id} says ${arrived(intent)} ${intent.currency}, our ` +
        `payment ${payment.id} says ${payment.amount} ${payment.currency}. No credits were granted.`,
    );
  }
}

export interface Converged {
  isOurs: boolean;
  /** What was done, for the record. */
  note: string;
}

/** Every refund of an intent as Stripe has it now, whoever made it. */
export async function refundFacts(intentId: string): Promise<ReversalFact[]> {
  const refunds = await stripeProvider().listRefunds(intentId);
  return refunds.map(({ id, amount, status, failureReason, requestId }) => ({
    ...{ id, kind: 'refund' as const, amount, state: status },
    ...(failureReason ? { reason: failureReason } : {}),
    ...(requestId ? { request: requestId } : {}),
  }));
}

/**
 * Brings payment and lot to where Stripe's intent, refunds and disputes are, in the caller's transaction. Webhooks,
 * reconciliation and refunds by staff all end here, so they cannot disagree. Again, it changes nothing.
 * @throws TermsDiffer
 */
export async function convergePayment(
  req: PayloadRequest,
  intent: ProviderIntent,
  facts: readonly ReversalFact[],
): Promise<Converged> {
  const payment = await paymentOf(req, intent);
  if (!payment) return { isOurs: false, note: await judgeStray(req, intent) };
  assertSameTerms(payment, intent);
  const paid = await followIntent(req, payment, intent);
  const note =
    paid.status === payment.status ? `no change: ${payment.status}` : `${payment.status} → ${paid.status}`;
  if (!paid.grant || facts.length === 0) return { isOurs: true, note };
  const { taken, shortfall } = await applyReversals(req, paid, facts);
  const answered = pendingOf(paid).filter(({ id }) => facts.some(({ request }) => request === id));
  if (answered.length > 0)
    await dropPending(
      req,
      paid.id,
      answered.map(({ id }) => id),
    );
  return { isOurs: true, note: `${note}; ${taken} credits taken back, ${shortfall} could not be` };
}

async function paymentOf(req: PayloadRequest, intent: ProviderIntent): Promise<Payment | null> {
  const byIntent: Where = { intentId: { equals: intent.id } };
  // A crash after Stripe made the intent and before we wrote its id leaves only the mark we put on it.
  const byMark: Where = { and: [{ id: { equals: intent.paymentId } }, { intentId: { exists: false } }] };
  const found = await req.payload.find({
    collection: 'payments',
    where: intent.paymentId ? { or: [byIntent, byMark] } : byIntent,
    limit: 1,
    pagination: false,
    depth: 0,
    overrideAccess: true,
    req,
  });
  return found.docs[0] ?? null;
}

const arrived = (intent: ProviderIntent): number =>
  intent.status === 'succeeded' ? intent.amountReceived : intent.amount;

function assertSameTerms(payment: Payment, intent: ProviderIntent): void {
  const same =
    intent.paymentId === payment.id &&
    arrived(intent) === payment.amount &&
    intent.currency === payment.currency;
  if (!same) throw new TermsDiffer(payment, intent);
}

/** An intent's statuses are the first of a payment's. Once paid, a payment changes by refunds and disputes alone. */
async function followIntent(req: PayloadRequest, payment: Payment, intent: ProviderIntent): Promise<Payment> {
  const target: PaymentStatus = intent.status;
  if (payment.paidAt || payment.status === target || !mayBecome(payment.status, target)) return payment;
  const at = now();
  return req.payload.update({
    collection: 'payments',
    id: payment.id,
    depth: 0,
    overrideAccess: true,
    req,
    data: {
      status: target,
      intentId: intent.id,
      failureMessage: target === 'failed' ? intent.failureMessage : null,
      ...(intent.method ? { method: intent.method } : {}),
      ...(target === 'succeeded' ? { invoiced: { ...(await partiesNow(req, payment)) } } : {}),
      ...(target === 'succeeded'
        ? { paidAt: at.toISOString(), invoiceNumber: await nextInvoiceNumber(req, at), grant: newId() }
        : {}),
    },
  });
}
