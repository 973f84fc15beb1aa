import Stripe from 'stripe';
import { startHarness, type StripeHarness, WEBHOOK_SECRET } from '../../simulators/stripe/harness';
import { type PaymentIntent, type Refund } from '../../simulators/stripe/types';
import { complaintsAbout } from './stated/form';
import { dispute as statedDispute, stripe as stated } from './stated/stripe';
import { answersAreWrong, exchangesOf, stripeSpec, webhookIsWrong } from './stripeExchanges';

const INTENT = {
  amount: 450000,
  currency: 'usd',
  automatic_payment_methods: { enabled: true },
  metadata: { paymentId: 'p1' },
};
const SENT = [
  'charge.dispute.closed', 'charge.dispute.created', 'charge.dispute.funds_reinstated',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.updated', 'charge.failed', 'charge.refund.updated', 'charge.refunded', 'charge.succeeded',
  'customer.created', 'payment_intent.canceled', 'payment_intent.created', 'payment_intent.payment_failed',
  'payment_intent.processing', 'payment_intent.requires_action', 'payment_intent.succeeded', 'refund.created',
  'refund.failed', 'refund.updated',
]; // prettier-ignore

describe('what the Stripe simulator answers and sends', () => {
  let stripe: StripeHarness;
  beforeAll(async () => {
    stripe = await startHarness();
  });
  afterAll(() => stripe.close());

  const answerErrors = () => answersAreWrong(exchangesOf(stripe));
  const disputeIsWrong = (dispute: unknown) => [
    ...complaintsAbout(statedDispute, dispute),
    ...(stripeSpec?.schema('dispute', dispute) ?? []),
  ];
  const create = async (more = {}) =>
    (await stripe.api<PaymentIntent>('POST', '/v1/payment_intents', { ...INTENT, ...more })).body;
  const pay = (id: string, card: string, more = {}) =>
    stripe.control(`/_sim/payment_intents/${id}/pay`, { card, ...more });
  const paid = async (card = '4242424242424242') => {
    const { id } = await create();
    await pay(id, card, { authenticate: 'succeed' });
    return (await stripe.api<PaymentIntent>('GET', `/v1/payment_intents/${id}`)).body;
  };

  it('is valid for every path and every state of an intent', async () => {
    const { body: customer } = await stripe.api<{ id: string }>('POST', '/v1/customers', {
      email: 'c@example.com',
      name: 'Clara',
      metadata: { a: 'b' },
    });
    await stripe.api('GET', `/v1/customers/${customer.id}`);
    for (const payment_method of [
      'pm_card_visa',
      'pm_card_mastercard',
      'pm_card_visa_chargeDeclined',
      'pm_card_authenticationRequired',
    ]) {
      const { id } = await create({ customer: customer.id, description: 'Four credits' });
      await stripe.api('POST', `/v1/payment_intents/${id}/confirm`, { payment_method });
      await stripe.api('GET', `/v1/payment_intents/${id}`, {
        expand: ['latest_charge.balance_transaction', 'customer', 'payment_method'],
      });
    }
    for (const card of ['4000007770000005', '4000007770000013']) {
      const { id } = await create();
      await pay(id, card);
      await stripe.api('GET', `/v1/payment_intents/${id}`);
      await stripe.control(`/_sim/payment_intents/${id}/settle`, {});
      await stripe.api('GET', `/v1/payment_intents/${id}`, { expand: ['latest_charge'] });
    }
    const { id } = await create();
    await stripe.api('POST', `/v1/payment_intents/${id}/cancel`, { cancellation_reason: 'abandoned' });
    await stripe.api('GET', '/v1/payment_intents', {
      limit: 100,
      customer: customer.id,
      expand: ['data.latest_charge'],
    });
    await stripe.api('GET', '/v1/balance');
    expect(answerErrors()).toEqual([]);
  });

  it('is valid for charges, refunds and disputes', async () => {
    const { id, latest_charge: charge } = await paid('4000002500003155');
    await stripe.api('GET', `/v1/charges/${charge}`, { expand: ['payment_intent', 'balance_transaction'] });
    await stripe.api('POST', '/v1/refunds', {
      payment_intent: id,
      amount: 1000,
      reason: 'requested_by_customer',
      metadata: { a: 'b' },
    });
    const { body: rest } = await stripe.api<Refund>('POST', '/v1/refunds', { charge });
    expect((await stripe.api('GET', `/v1/charges/${charge}`)).body).toMatchObject({
      refunded: true,
      amount_refunded: 450000,
    });
    await stripe.control(`/_sim/refunds/${rest.id}/fail`, {});
    await stripe.api('GET', `/v1/refunds/${rest.id}`);
    await stripe.api('GET', '/v1/refunds', { payment_intent: id });
    expect((await stripe.api('GET', `/v1/charges/${charge}`)).body).toMatchObject({
      refunded: false,
      amount_refunded: 1000,
    });
    for (const status of ['won', 'lost']) {
      const { id: disputed } = await paid();
      const { body: dispute } = await stripe.control<{ id: string }>(
        `/_sim/payment_intents/${disputed}/dispute`,
        {},
      );
      expect(disputeIsWrong(dispute)).toEqual([]);
      const { body: closed } = await stripe.control(`/_sim/disputes/${dispute.id}/close`, { status });
      expect(disputeIsWrong(closed)).toEqual([]);
    }
    expect(answerErrors()).toEqual([]);
  });

  it('is an error in Stripe’s shape for everything refused', async () => {
    const { id } = await paid();
    const wrong: [string, string, object?, Record<string, string>?][] = [
      ['GET', '/v1/payment_intents/pi_missing'],
      ['POST', '/v1/payment_intents', {}],
      ['POST', '/v1/payment_intents', { ...INTENT, amount: '12.5' }],
      ['POST', '/v1/payment_intents', { ...INTENT, amount: 10 }],
      ['POST', '/v1/payment_intents', { ...INTENT, currency: 'dollars' }],
      ['POST', '/v1/payment_intents', { ...INTENT, customer: 'cus_missing' }],
      ['POST', '/v1/payment_intents', { ...INTENT, metadata: { long: 'x'.repeat(501) } }],
      [
        'POST',
        '/v1/payment_intents',
        { ...INTENT, confirm: 'true', payment_method: 'pm_card_visa_chargeDeclined' },
      ],
      ['POST', `/v1/payment_intents/${id}/confirm`, { payment_method: 'pm_card_visa' }],
      ['POST', `/v1/payment_intents/${id}/cancel`],
      ['GET', '/v1/payment_intents', { limit: 101 }],
      ['GET', `/v1/payment_intents/${id}`, { expand: ['nothing'] }],
      ['GET', '/v1/payment_intents', { starting_after: 'pi_missing' }],
      ['POST', '/v1/refunds', { payment_intent: id, amount: 450001 }],
      ['POST', '/v1/refunds', {}],
      ['GET', '/v1/events/evt_missing'],
      ['GET', '/v1/balance', {}, { authorization: '' }],
      ['GET', '/v1/balance', {}, { authorization: 'Bearer pk_test_1' }],
    ];
    for (const [method, path, params, headers] of wrong) {
      const { status, body } = await stripe.api(method, path, params, headers);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(complaintsAbout(stated.refusal, body)).toEqual([]);
      expect(stripeSpec?.response(method, path, status, body) ?? []).toEqual([]);
    }
  });

  it('shows a browser fields of the specification only', async () => {
    const { id, client_secret } = await create();
    const asBrowser = { key: 'pk_test_1', client_secret };
    const { body: whole } = await stripe.api('GET', `/v1/payment_intents/${id}`);
    const { body: shown } = await stripe.api('GET', `/v1/payment_intents/${id}`, asBrowser, {
      authorization: '',
    });
    expect(whole).toMatchObject(shown);
    expect(Object.keys(shown)).not.toContain('customer');
  });

  it('sends every kind of event as specified, signed so that Stripe’s SDK accepts it', async () => {
    await stripe.simulator.idle();
    const sdk = new Stripe('sk_test_1');
    const types = new Set<string>();
    const complaints = stripe.received.flatMap(({ body, headers }) => {
      const event = sdk.webhooks.constructEvent(body, String(headers['stripe-signature']), WEBHOOK_SECRET);
      types.add(event.type);
      return webhookIsWrong(event.type, event).map((error) => `${event.type}: ${error}`);
    });
    expect(complaints).toEqual([]);
    expect([...types].sort()).toEqual(SENT);
    expect(Object.keys(stated.webhooks).filter((type) => !types.has(type))).toEqual([]);
  });

  it('lists its events as specified', async () => {
    stripe.exchanges.length = 0;
    const url = '/v1/events?limit=100&types[0]=charge.*&created[gte]=1&delivery_success=true';
    const { body } = await stripe.api<{ data: { id: string; type: string }[] }>('GET', url);
    expect(stripeSpec?.request('GET', url) ?? []).toEqual([]);
    expect(new Set(body.data.map(({ type }) => type.split('.')[0]))).toEqual(new Set(['charge']));
    await stripe.api('GET', `/v1/events/${body.data[0]?.id}`);
    expect(answerErrors()).toEqual([]);
  });
});
