import { type z } from 'zod';
import { createStripeProvider } from '@/integrations/stripe/client';
import { toProviderEvent, toProviderIntent } from '@/integrations/stripe/mapping';
import { disputeIn, toProviderRefund } from '@/integrations/stripe/reversals';
import { PAYMENT_EVENT } from '@/payments/applyStripeEvent';
import {
  SECRET_KEY,
  startHarness,
  type StripeHarness,
  WEBHOOK_SECRET,
} from '../../simulators/stripe/harness';
import { fieldsOf, fieldsRead, statedCall } from './stated/form';
import { disagreements } from './stated/official';
import { anyEvent, BEYOND_DESCRIPTION, disputeEvent, intent, refund, stripe } from './stated/stripe';
import { exchangesOf, stripeSpec } from './stripeExchanges';

console.log(
  `figure: Stripe’s own description was ${stripeSpec ? '' : 'not '}compared with what the product relies on`,
);

const CHARGE = { expand: ['latest_charge'] };
/** Forms that the simulator does not give of itself. */
const DEBIT = { id: 'py_1', payment_method_details: { type: 'sepa_debit' } };
const WHOLE = { id: 'pi_1', object: 'payment_intent' };

interface Event {
  type: string;
  data: { object: object };
}
const isAboutDispute = (event: unknown) => (event as Event).type.includes('dispute');
const withWholeIntent = (event: unknown) => ({
  ...(event as Event),
  data: { object: { ...(event as Event).data.object, payment_intent: WHOLE } },
});

let harness: StripeHarness;
/** Answers and events as the simulator gives them. */
const given: Record<'intents' | 'refunds' | 'events' | 'disputes', unknown[]> = {
  intents: [],
  refunds: [],
  events: [],
  disputes: [],
};

beforeAll(async () => {
  harness = await startHarness();
  const provider = createStripeProvider({
    secretKey: SECRET_KEY,
    webhookSecret: WEBHOOK_SECRET,
    apiBase: harness.simulator.url,
  });
  const create = (n: number) =>
    provider.createIntent({
      paymentId: `pay-${n}`,
      amount: 450000,
      currency: 'USD',
      description: 'Four credits',
      metadata: { clientId: 'client-1' },
      idempotencyKey: `create-pay-${n}`,
      receiptEmail: 'clara@example.com',
    });
  const pay = (id: string, card: string) => harness.control(`/_sim/payment_intents/${id}/pay`, { card });

  const [paid, declined, left, disputed] = await Promise.all([1, 2, 3, 4].map(create));
  if (!paid || !declined || !left || !disputed) throw new Error('no intent was made');
  await pay(paid.id, '4242424242424242');
  await pay(declined.id, '4000000000000002');
  await pay(disputed.id, '4242424242424242');
  await provider.cancelIntent(left.id);
  for (const { id } of [paid, declined, left, disputed]) await provider.retrieveIntent(id);
  const back = { intentId: paid.id, metadata: { requestId: 'r1' } };
  await provider.createRefund({ ...back, amount: 1000, idempotencyKey: 'r1' });
  const failed = await provider.createRefund({ ...back, amount: 2000, idempotencyKey: 'r2' });
  await harness.control(`/_sim/refunds/${failed.id}/fail`, {});
  await provider.listRefunds(paid.id);
  const { body } = await harness.control<{ id: string }>(`/_sim/payment_intents/${disputed.id}/dispute`, {});
  await harness.control(`/_sim/disputes/${body.id}/close`, { status: 'lost' });
  await provider.listEvents({ since: new Date(0), types: ['charge.refunded'] });
  await provider.check();
  await harness.simulator.idle();

  for (const { id } of [paid, declined, left, disputed])
    given.intents.push((await harness.api('GET', `/v1/payment_intents/${id}`, CHARGE)).body);
  given.intents.push((await harness.api('GET', `/v1/payment_intents/${paid.id}`)).body);
  const list = await harness.api<{ data: unknown[] }>('GET', '/v1/refunds', { payment_intent: paid.id });
  given.refunds = list.body.data;
  given.events = harness.received.map((webhook) => JSON.parse(webhook.body) as unknown);
  given.intents.push({ ...(given.intents[0] as object), latest_charge: DEBIT });
  given.refunds.push({ ...(given.refunds[0] as object), payment_intent: WHOLE });
  for (const event of given.events.filter(isAboutDispute)) given.events.push(withWholeIntent(event));
  given.disputes = given.events.filter(isAboutDispute);
});
afterAll(() => harness.close());

const READINGS: [string, keyof typeof given, z.ZodType, (value: never) => unknown][] = [
  ['an intent', 'intents', intent, toProviderIntent],
  ['a refund', 'refunds', refund, toProviderRefund],
  ['a dispute', 'disputes', disputeEvent, disputeIn],
  ['an event', 'events', anyEvent, (event) => ({ ...toProviderEvent(event), payload: null })],
];
/** Stated for whoever looks at the list of events, and for the type of a webhook. */
const READ_ELSEWHERE = ['id', 'type', 'created', 'api_version', 'livemode'];

describe('what the product reads of Stripe', () => {
  it.each(READINGS)('of %s is no more than is stated', (_what, of, stated, read) => {
    expect(given[of].length).toBeGreaterThan(1);
    for (const value of given[of]) expect(read(stated.parse(value) as never)).toEqual(read(value as never));
  });

  it.each(READINGS)('of %s is all that is stated', (what, of, stated, read) => {
    const seen = new Set(given[of].flatMap((value) => [...fieldsRead(value, read)]));
    const unread = [...fieldsOf(stated)].filter((field) => !seen.has(field));
    expect(unread).toEqual(what === 'a dispute' ? READ_ELSEWHERE : []);
  });

  it('is read of an intent whose fields may be there in more than one form', () => {
    const forms = given.intents.map((value) => typeof (value as { latest_charge: unknown }).latest_charge);
    expect(new Set(forms)).toEqual(new Set(['object', 'string']));
  });
});

describe('what the product asks of Stripe', () => {
  it('is every call that is stated', () => {
    const asked = new Set(exchangesOf(harness).map(({ method, url }) => statedCall(stripe, method, url)));
    expect(Object.keys(stripe.calls).filter((name) => !asked.has(stripe.calls[name]))).toEqual([]);
  });
});

describe('the webhooks that are stated', () => {
  it('are those that are acted upon, and no other', () => {
    expect(Object.keys(stripe.webhooks).filter((type) => !PAYMENT_EVENT.test(type))).toEqual([]);
    const sent = [...new Set(given.events.map((event) => (event as { type: string }).type))];
    expect(sent.filter((type) => PAYMENT_EVENT.test(type) && !stripe.webhooks[type])).toEqual([]);
  });
});

if (stripeSpec) {
  const spec = stripeSpec;
  describe('what is stated of Stripe', () => {
    it('agrees with its own description, but for what is named', () => {
      expect(disagreements(stripe, spec)).toEqual(BEYOND_DESCRIPTION);
    });
  });
}
