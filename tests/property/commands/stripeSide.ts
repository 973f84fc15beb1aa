import fc from 'fast-check';

import { stripeProvider } from '../../../src/integrations/stripe/provider';
import { newId } from '../../../src/platform/ids';
import { type Play } from '../command';
import { type Model, pick } from '../model/model';
import { leftAtStripe, type ModelPayment } from '../model/payments';

/** What happens at Stripe and at the banks. The product hears of it by events only. */

const refundable = ({ payments }: Model): ModelPayment[] =>
  payments.filter((payment) => leftAtStripe(payment) > 0);

/** All of it, or so many thousandths. */
export const share = fc.oneof(fc.constant(1000), fc.integer({ min: 1, max: 999 }));
export const partOf = (amount: number, thousandths: number): number =>
  Math.max(1, Math.floor((amount * thousandths) / 1000));

export const refundAtStripe: Play<{ payment: number; share: number }> = {
  name: 'refund at Stripe',
  args: fc.record({ payment: fc.nat(), share }),
  weight: 2,
  touchesStripe: true,
  isPossible: (model) => refundable(model).length > 0,
  async run(model, _real, { payment: number, share: thousandths }) {
    const payment = pick(refundable(model), number);
    if (!payment) return;
    const amount = partOf(leftAtStripe(payment), thousandths);
    await stripeProvider().createRefund({
      intentId: payment.intentId,
      amount,
      metadata: {},
      idempotencyKey: newId(),
    });
    payment.truth.refunds.push({ id: '', amount, hasFailed: false });
  },
};

const standing = ({ payments }: Model) =>
  payments.flatMap(({ truth }) => truth.refunds.filter(({ hasFailed }) => !hasFailed));

export const refundFails: Play<{ refund: number }> = {
  name: 'refund fails',
  args: fc.record({ refund: fc.nat() }),
  weight: 3,
  touchesStripe: true,
  isPossible: (model) => standing(model).length > 0,
  async run(model, { world }, { refund: number }) {
    const refund = pick(standing(model), number);
    if (!refund) return;
    await world.control('stripe', `/_sim/refunds/${refund.id}/fail`, {});
    refund.hasFailed = true;
  },
};

const disputable = ({ payments }: Model): ModelPayment[] =>
  payments.filter(({ truth }) => truth.intent === 'succeeded' && !truth.dispute);

export const dispute: Play<{ payment: number }> = {
  name: 'dispute',
  args: fc.record({ payment: fc.nat() }),
  weight: 2,
  touchesStripe: true,
  isPossible: (model) => disputable(model).length > 0,
  async run(model, { world }, { payment: number }) {
    const payment = pick(disputable(model), number);
    if (!payment) return;
    const { id } = await world.control('stripe', `/_sim/payment_intents/${payment.intentId}/dispute`, {});
    payment.truth.dispute = { id: String(id), state: 'open' };
  },
};

const undecided = ({ payments }: Model) =>
  payments.flatMap(({ truth }) => (truth.dispute?.state === 'open' ? [truth.dispute] : []));

export const decide: Play<{ dispute: number; status: 'won' | 'lost' }> = {
  name: 'decide dispute',
  args: fc.record({ dispute: fc.nat(), status: fc.constantFrom('won', 'lost') }),
  weight: 4,
  touchesStripe: true,
  isPossible: (model) => undecided(model).length > 0,
  async run(model, { world }, { dispute: number, status }) {
    const found = pick(undecided(model), number);
    if (!found) return;
    await world.control('stripe', `/_sim/disputes/${found.id}/close`, { status });
    found.state = status;
  },
};
