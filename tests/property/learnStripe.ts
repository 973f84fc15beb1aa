import { type World } from '../support/world';
import { expectSame } from './compare';
import { type Model, type ModelEvent } from './model/model';
import { disputeFact, type ModelPayment } from './model/payments';
import { PAYMENT_EVENT } from '../../src/payments/applyStripeEvent';

interface StripeObject {
  id: string;
  object: string;
  amount: number;
  status: string;
  payment_intent?: string;
}

interface State {
  events: { id: string; type: string; data: { object: StripeObject } }[];
  refunds: StripeObject[];
}

/** Reads what Stripe has to tell since the last step, and compares what was done there: the effects outside. */
export async function learnStripe(model: Model, world: World): Promise<void> {
  const { events, refunds } = (await world.control('stripe', '/_sim/state')) as unknown as State;
  const known = new Set(model.events.map(({ id }) => id));
  for (const { id, type, data } of [...events].reverse()) {
    if (known.has(id)) continue;
    const intentId = data.object.object === 'payment_intent' ? data.object.id : data.object.payment_intent;
    const payment = model.payments.find((candidate) => candidate.intentId === intentId);
    if (payment) model.events.push({ id, isHeard: false, payment, ...meaning(type, data.object, payment) });
  }
  for (const payment of model.payments)
    learnRefunds(payment, refunds.filter((refund) => refund.payment_intent === payment.intentId).reverse());
}

/** What an event tells the product. Of disputes it brings the state it was made in; else the product asks Stripe. */
function meaning(
  type: string,
  object: StripeObject,
  payment: ModelPayment,
): Pick<ModelEvent, 'isOfUse' | 'tells' | 'dispute'> {
  if (!PAYMENT_EVENT.test(type)) return { isOfUse: false, tells: 'nothing' };
  if (object.object === 'dispute')
    return {
      isOfUse: true,
      tells: 'nothing',
      dispute: disputeFact(
        payment,
        object.status === 'won' || object.status === 'lost' ? object.status : 'open',
      ),
    };
  return { isOfUse: true, tells: object.object === 'payment_intent' ? 'intent' : 'refunds' };
}

function learnRefunds(payment: ModelPayment, made: readonly StripeObject[]): void {
  const facts = (refunds: readonly { amount: number; hasFailed: boolean }[]) =>
    refunds.map(({ amount, hasFailed }) => `${amount}${hasFailed ? ' failed' : ''}`);
  expectSame(
    `refunds at Stripe of payment ${payment.id}`,
    facts(made.map(({ amount, status }) => ({ amount, hasFailed: status === 'failed' }))),
    facts(payment.truth.refunds),
  );
  made.forEach(({ id }, index) => Object.assign(payment.truth.refunds[index] ?? {}, { id }));
}
