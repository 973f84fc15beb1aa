import { type Model, type ModelEvent, nextRow } from './model';
import { converge, leftAtStripe, type ModelPayment, refundFacts } from './payments';

/** What workers should make of the queues. */

/** Keeps what a step granted among the client's lots. */
export function convergeIn(model: Model, payment: ModelPayment, facts: Parameters<typeof converge>[1]): void {
  converge(payment, facts, model.now);
  // What Stripe was heard to have made is not asked for again, whoever heard of it.
  if (payment.known.intent === 'succeeded' && facts.some(({ isRefund }) => isRefund)) endMade(model, payment);
  const { lot } = payment.known;
  if (lot && !model.lots.includes(lot)) model.lots.push(lot);
}

function endMade(model: Model, payment: ModelPayment): void {
  const made = new Set(payment.pending.filter(({ isMade }) => isMade).map(({ id }) => id));
  payment.pending = payment.pending.filter(({ id }) => !made.has(id));
  for (const row of model.outbox) if (made.has(row.requestId)) row.isDone = true;
}

export function hear(model: Model, event: ModelEvent): void {
  if (event.isHeard) return;
  event.isHeard = true;
  model.inbox.push({ event, dueAt: model.now, leasedUntil: 0, isDone: false });
}

function applyEvent(model: Model, { payment, isOfUse, tells, dispute }: ModelEvent): void {
  if (!isOfUse) return;
  convergeIn(model, payment, dispute ? [dispute] : tells === 'refunds' ? refundFacts(payment) : []);
}

/** Stripe is asked for a refund under the request's key: made once, or refused. @returns whether it stands */
export function askStripe(payment: ModelPayment, request: ModelPayment['pending'][number]): boolean {
  if (request.isMade) return true;
  if (request.amount > leftAtStripe(payment)) return false;
  payment.truth.refunds.push({ id: '', amount: request.amount, hasFailed: false });
  request.isMade = true;
  return true;
}

export function endRefund(model: Model, payment: ModelPayment, requestId: string, stands: boolean): void {
  payment.pending = payment.pending.filter(({ id }) => id !== requestId);
  if (stands) convergeIn(model, payment, refundFacts(payment));
  else payment.known.isRefused = true;
  for (const row of model.outbox) if (row.requestId === requestId) row.isDone = true;
}

/** All that is due, events first, as workers do it. */
export function workAll(model: Model): void {
  for (let event = nextRow(model.inbox, model.now); event; event = nextRow(model.inbox, model.now))
    workEvent(model, event);
  for (let row = nextRow(model.outbox, model.now); row; row = nextRow(model.outbox, model.now))
    workRefund(model, row);
}

export function workEvent(model: Model, row: Model['inbox'][number]): void {
  row.isDone = true;
  applyEvent(model, row.event);
}

export function workRefund(model: Model, { payment, requestId }: Model['outbox'][number]): void {
  const request = payment.pending.find(({ id }) => id === requestId);
  endRefund(model, payment, requestId, request ? askStripe(payment, request) : true);
}
