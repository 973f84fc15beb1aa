import fc from 'fast-check';

import { stripeProvider } from '../../../src/integrations/stripe/provider';
import { makeRefund, requestRefund } from '../../../src/payments/refundPayment';
import { markDone } from '../../../src/platform/outbox';
import { inTransaction } from '../../../src/platform/transaction';
import { type Play } from '../command';
import { expectSame, outcomeOf } from '../compare';
import { cutOff, dieBeforeCommit } from '../crash/dying';
import { type Model, pick } from '../model/model';
import { leftForStaff, type ModelPayment } from '../model/payments';
import { askStripe, endRefund } from '../model/work';
import { type Real } from '../real';
import { partOf, share } from './stripeSide';

/** Asked for now by whoever pressed the button; a worker takes what is left undone after so long. */
const PATIENCE_MS = 30_000;

const paid = ({ payments }: Model): ModelPayment[] =>
  payments.filter(({ known }) => known.intent === 'succeeded');

interface Args {
  payment: number;
  share: number;
  /** Where the process that asked comes to its end. */
  stops: 'at the end' | 'before the request' | 'before Stripe' | 'after Stripe' | 'before the record';
}

export const refundByStaff: Play<Args> = {
  name: 'refund by staff',
  args: fc
    .record({
      payment: fc.nat(),
      share,
      dies: cutOff,
      at: fc.constantFrom(
        'before Stripe',
        'after Stripe',
        'before the record',
        'at the end',
        'at the end',
        'at the end',
        'at the end',
      ),
    })
    .map(({ payment, share: thousandths, dies, at }) => ({
      payment,
      share: thousandths,
      stops: (dies ? 'before the request' : at) as Args['stops'],
    })),
  weight: 3,
  touchesStripe: true,
  isPossible: (model) => paid(model).length > 0,
  async run(model, real, { payment: number, share: thousandths, stops }) {
    const payment = pick(paid(model), number);
    if (!payment) return;
    const amount = thousandths === 1000 ? undefined : partOf(payment.offer.amount, thousandths);
    let requestId = '';
    const request = { paymentId: payment.id, amount, reasonCode: 'goodwill', note: 'As agreed on the phone' };
    const deed = async (): Promise<void> => {
      requestId = await inTransaction({ payload: real.world.payload, user: real.owner.user }, (req) =>
        requestRefund(req, request),
      );
    };
    if (stops === 'before the request')
      return void (await dieBeforeCommit(real.world, () => outcomeOf(deed)));
    const left = leftForStaff(payment);
    const outcome = await outcomeOf(deed);
    expectSame(
      'refund by staff',
      outcome,
      left === 0 ? 'INVALID_TRANSITION' : (amount ?? left) > left ? 'VALIDATION' : 'done',
    );
    if (outcome !== 'done') return;
    await goOn(model, real, { payment, requestId, amount: amount ?? left, stops });
  },
};

async function goOn(
  model: Model,
  { world }: Real,
  {
    payment,
    requestId,
    amount,
    stops,
  }: { payment: ModelPayment; requestId: string; amount: number; stops: Args['stops'] },
): Promise<void> {
  const request = { id: requestId, amount, isMade: false };
  payment.pending.push(request);
  model.outbox.push({ payment, requestId, dueAt: model.now + PATIENCE_MS, leasedUntil: 0, isDone: false });
  if (stops === 'before Stripe') return;
  const stands = askStripe(payment, request);
  const make = () =>
    makeRefund(world.payload, { paymentId: payment.id, requestId, amount }, (req) =>
      markDone(req, `refund:${requestId}`),
    );
  if (stops === 'before the record') return void (await dieBeforeCommit(world, make));
  if (stops === 'after Stripe') {
    await outcomeOf(() =>
      stripeProvider().createRefund({
        intentId: payment.intentId,
        amount,
        metadata: { requestId },
        idempotencyKey: `refund:${requestId}`,
      }),
    );
    return;
  }
  expectSame('the refund', await outcomeOf(make), stands ? 'done' : 'INVALID_TRANSITION');
  endRefund(model, payment, requestId, stands);
}
