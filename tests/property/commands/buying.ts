import fc from 'fast-check';

import { openCheckout, recordPayment } from '../../../src/payments/startPayment';
import { type Play } from '../command';
import { expectSame } from '../compare';
import { learnStripe } from '../learnStripe';
import { type Model, pick } from '../model/model';
import { type IntentState, newPayment, type Offer } from '../model/payments';
import { hear, workAll } from '../model/work';
import { type Real } from '../real';
import { tell, workReal } from './events';

const HOUR_MS = 3_600_000;
/** A checkout left open is taken up again for so long. */
const RESUMED_FOR_MS = 23 * HOUR_MS;

/** As seeded, but for the last, which has cents left over and is short-lived: see `startReal`. */
export const OFFERS: readonly Offer[] = [
  { slug: 'discovery-assessment', credits: 4, amount: 450_000, validityDays: 180, bookBeforeExpiry: false },
  { slug: 'strategic-planning', credits: 8, amount: 1_250_000, validityDays: 180, bookBeforeExpiry: false },
  { slug: 'quarterly-advisory', credits: 16, amount: 890_007, validityDays: 20, bookBeforeExpiry: true },
];

const CARDS: Record<string, { number: string; leadsTo: IntentState; settlesAs?: 'succeeded' | 'failed' }> = {
  good: { number: '4242424242424242', leadsTo: 'succeeded' },
  declined: { number: '4000000000000002', leadsTo: 'failed' },
  slow: { number: '4000007770000005', leadsTo: 'processing', settlesAs: 'succeeded' },
  'slow and bad': { number: '4000007770000013', leadsTo: 'processing', settlesAs: 'failed' },
};

function openOf({ payments, now }: Model, client: number, offer: Offer): string[] {
  return payments
    .filter(
      (payment) =>
        payment.client === client &&
        payment.offer === offer &&
        ['created', 'failed'].includes(payment.known.intent) &&
        payment.createdAt > now - RESUMED_FOR_MS,
    )
    .map(({ id }) => id);
}

export const buy: Play<{ client: number; offer: number; card: string }> = {
  name: 'buy',
  args: fc.record({
    client: fc.nat(1),
    offer: fc.nat(OFFERS.length - 1),
    card: fc.constantFrom('good', 'good', 'good', 'good', ...Object.keys(CARDS)),
  }),
  weight: 3,
  touchesStripe: true,
  run: checkOut,
};

/** All the way to the credits in one step, so that there is something to do things to. */
export const buyAtOnce: Play<{ client: number; offer: number }> = {
  name: 'buy at once',
  args: fc.record({ client: fc.nat(1), offer: fc.nat(OFFERS.length - 1) }),
  weight: 3,
  touchesStripe: true,
  async run(model, real, args) {
    await checkOut(model, real, { ...args, card: 'good' });
    await learnStripe(model, real.world);
    for (const event of model.events.filter(({ isHeard, tells }) => !isHeard && tells === 'intent')) {
      await tell(real.world, event.id, 1);
      hear(model, event);
    }
    await workReal(real.world);
    workAll(model);
  },
};

async function checkOut(
  model: Model,
  { world, clients }: Real,
  { client, offer: index, card }: { client: number; offer: number; card: string },
): Promise<void> {
  const offer = OFFERS[index] as Offer;
  const user = clients[client]?.user as Parameters<typeof recordPayment>[0]['user'];
  const open = openOf(model, client, offer);
  const id = await recordPayment({
    payload: world.payload,
    user,
    packageId: world.packages[offer.slug] ?? '',
    keep: async () => undefined,
  });
  expectSame('whether an open checkout is taken up', open.includes(id), open.length > 0);
  const checkout = await openCheckout(world.payload, id, 'pk_test_simulated');
  expectSame('what is sold', [checkout.amount, checkout.creditsIncluded], [offer.amount, offer.credits]);
  const intentId = checkout.clientSecret.split('_secret_')[0] ?? '';
  const known = model.payments.find((payment) => payment.id === id);
  const payment = known ?? newPayment({ id, intentId, client, offer, createdAt: model.now });
  if (!known) model.payments.push(payment);
  if (!['created', 'failed'].includes(payment.truth.intent)) return;
  const { number, leadsTo, settlesAs } = CARDS[card] ?? CARDS.good!;
  await world.control('stripe', `/_sim/payment_intents/${intentId}/pay`, { card: number });
  Object.assign(payment.truth, { intent: leadsTo, settlesAs });
}

export const settle: Play<{ payment: number }> = {
  name: 'settle',
  args: fc.record({ payment: fc.nat() }),
  weight: 1,
  touchesStripe: true,
  isPossible: ({ payments }) => payments.some(({ truth }) => truth.intent === 'processing'),
  async run(model, { world }, { payment: number }) {
    const payment = pick(
      model.payments.filter(({ truth }) => truth.intent === 'processing'),
      number,
    );
    if (!payment) return;
    await world.control('stripe', `/_sim/payment_intents/${payment.intentId}/settle`, {});
    payment.truth.intent = payment.truth.settlesAs ?? 'failed';
  },
};
