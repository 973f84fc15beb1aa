import { ObjectId } from 'mongodb';
import { type Payload, type PayloadRequest } from 'payload';

import { stripeProvider } from '@/integrations/stripe/provider';
import { formatMoney } from '@/notifications/zonedTime';
import { type Payment } from '@/payload-types';
import { recordAudit } from '@/platform/audit';
import { openCase } from '@/platform/cases';
import { now } from '@/platform/clock';
import { DomainError, isDomainError } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { type OutboxRow, outboxQueue, owe } from '@/platform/outbox';
import { settle } from '@/platform/queue';
import { refId } from '@/platform/refs';
import { requireSession } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { convergePayment, refundFacts } from './convergePayment';
import { dropPending, pendingOf, refundEffect } from './pendingRefunds';
import { reversalsOf } from './readPayments';
import { amountAway, type ReversalFact } from './reversals';

export interface RefundRequest {
  paymentId: string;
  /** Minor units; all that is left when not given. */
  amount?: number;
  reasonCode: string;
  note: string;
}

/** Minor units that can still be given back: neither away nor on their way. */
export function refundable(payment: Payment): number {
  const paid = payment.amount ?? 0;
  const onTheWay = pendingOf(payment).reduce((total, pending) => total + pending.amount, 0);
  return payment.paidAt && payment.status !== 'disputed'
    ? Math.max(0, paid - amountAway({ amount: paid }, reversalsOf(payment)) - onTheWay)
    : 0;
}

/** What a refund that was asked for is about, or null when it has come to its end. */
export async function pendingAmount(
  payload: Payload,
  paymentId: string,
  requestId: string,
): Promise<number | null> {
  const payment = await payload.findByID({
    collection: 'payments',
    id: paymentId,
    depth: 0,
    overrideAccess: true,
  });
  return pendingOf(payment).find(({ id }) => id === requestId)?.amount ?? null;
}

/** @throws DomainError NOT_FOUND when the one who asks may not see it */
export async function visiblePayment(req: PayloadRequest, id: string): Promise<Payment> {
  const payment = ObjectId.isValid(id)
    ? await req.payload.findByID({
        collection: 'payments',
        id,
        depth: 0,
        overrideAccess: false,
        user: req.user,
        disableErrors: true,
        req,
      })
    : null;
  if (!payment) throw new DomainError('NOT_FOUND');
  return payment;
}

/**
 * Writes down that money is to go back, before Stripe is asked: after a crash a worker asks again under the same
 * idempotency key. The reservation on the payment keeps two refunds at once within what was paid.
 * @returns the request's id.
 * @throws DomainError NOT_FOUND, VALIDATION, INVALID_TRANSITION
 */
export async function requestRefund(req: PayloadRequest, request: RefundRequest): Promise<string> {
  const payment = await visiblePayment(req, request.paymentId);
  const left = refundable(payment);
  if (left === 0)
    throw new DomainError('INVALID_TRANSITION', { message: 'Nothing of this payment can be refunded.' });
  const amount = request.amount ?? left;
  if (amount > left)
    throw new DomainError('VALIDATION', {
      fields: [{ path: 'amount', message: `At most ${left} (minor units) can be refunded.` }],
    });
  const id = newId();
  await req.payload.update({
    collection: 'payments',
    id: payment.id,
    depth: 0,
    overrideAccess: true,
    req,
    data: { pendingRefunds: [...pendingOf(payment), { id, amount }] as unknown as Payment['pendingRefunds'] },
  });
  // A moment later than now: whoever asked does it at once, and the worker only what was left undone.
  await owe(req, {
    key: refundEffect(id),
    kind: 'payment.refund',
    subject: payment.id,
    data: { requestId: id, amount },
    dueAt: new Date(now().getTime() + 30_000),
  });
  await recordAudit(req, {
    action: 'payments.refund',
    subject: `payments:${payment.id}`,
    reason: request.note,
    facts: { amount, reasonCode: request.reasonCode, request: id },
  });
  return id;
}

export interface Refunded {
  creditsClawedBack: number;
  shortfall: number;
}

interface Asked {
  paymentId: string;
  requestId: string;
  /** Minor units. */
  amount: number;
}

const REFUSED = 'Stripe refused this refund. A case was opened with its reason.';
const FAILED =
  'This refund failed at the bank: the money is still with us. A case was opened; pay the client another way.';

/**
 * What became of a refund that has come to its end, from the record: the same however often it is asked, and whoever
 * was first to do it, the one who asked, the webhook or a worker.
 * @throws DomainError INVALID_TRANSITION when Stripe refused it, or it failed
 */
export function refundOutcome(payment: Pick<Payment, 'reversals'>, requestId: string): Refunded {
  const made = reversalsOf(payment).find(({ request }) => request === requestId);
  if (!made) throw new DomainError('INVALID_TRANSITION', { message: REFUSED });
  if (made.state === 'failed') throw new DomainError('INVALID_TRANSITION', { message: FAILED });
  return { creditsClawedBack: made.taken, shortfall: made.short ?? 0 };
}

/**
 * Asks Stripe for a refund that was written down, and brings payment and lot along. Safe to do again. `finish` ends
 * the effect's row in the transaction of what became of it.
 * @throws DomainError PROVIDER_UNAVAILABLE (the worker tries again), INVALID_TRANSITION when Stripe refuses for good
 */
export async function makeRefund(
  payload: Payload,
  request: Asked,
  finish: (req: PayloadRequest) => Promise<void>,
): Promise<void> {
  const payment = await payload.findByID({
    collection: 'payments',
    id: request.paymentId,
    depth: 0,
    overrideAccess: true,
  });
  const intentId = payment.intentId ?? '';
  let facts: ReversalFact[];
  try {
    facts = await madeOnce(payment, request);
  } catch (error) {
    if (isDomainError(error) && error.code === 'PROVIDER_UNAVAILABLE') throw error;
    await giveUp(payload, payment, request, error, finish);
    throw new DomainError('INVALID_TRANSITION', { message: REFUSED, cause: error });
  }
  const intent = await stripeProvider().retrieveIntent(intentId);
  await inTransaction({ payload, context: { actor: 'system:refund' } }, async (req) => {
    await convergePayment(req, intent, facts);
    await dropPending(req, request.paymentId, [request.requestId]);
    await finish(req);
  });
}

/**
 * All refunds of the payment, this one among them. Stripe forgets an idempotency key after a day, and a refund may be
 * asked for again later than that: so it is looked for by the mark we put on it before it is made.
 */
async function madeOnce(payment: Payment, { requestId, amount }: Asked): Promise<ReversalFact[]> {
  const intentId = payment.intentId ?? '';
  const known = await refundFacts(intentId);
  if ([...known, ...reversalsOf(payment)].some(({ request }) => request === requestId)) return known;
  await stripeProvider().createRefund({
    intentId,
    amount,
    metadata: { requestId },
    idempotencyKey: refundEffect(requestId),
  });
  return refundFacts(intentId);
}

async function giveUp(
  payload: Payload,
  payment: Payment,
  request: Asked,
  error: unknown,
  finish: (req: PayloadRequest) => Promise<void>,
): Promise<void> {
  await inTransaction({ payload, context: { actor: 'system:refund' } }, async (req) => {
    await dropPending(req, payment.id, [request.requestId]);
    await openCase(req, {
      key: `refund-refused:${request.requestId}`,
      kind: 'refund-refused',
      title:
        `Stripe refused a refund of ${formatMoney(request.amount, payment.currency)} ` +
        `of ${payment.invoiceNumber ?? payment.id}`,
      suggestion: 'Look at the payment at Stripe. No credits were taken back.',
      client: refId(payment.client),
      payment: payment.id,
      facts: { amount: request.amount, error: isDomainError(error) ? error.facts.detail : String(error) },
    });
    await finish(req);
  });
}

/** The worker's way: what whoever asked did not bring to its end. */
export async function finishRefund(payload: Payload, row: OutboxRow): Promise<void> {
  const { requestId, amount } = row.data as { requestId: string; amount: number };
  const end = (req: PayloadRequest): Promise<void> =>
    settle(payload, outboxQueue, row, { state: 'done', doneAt: now(), error: null }, requireSession(req));
  try {
    await makeRefund(payload, { paymentId: row.subject, requestId, amount }, end);
  } catch (error) {
    // Refused for good: that is on record, with a case, and the row is at its end.
    if (!isDomainError(error) || error.code !== 'INVALID_TRANSITION') throw error;
  }
}
