import { createStripeProvider } from '@/integrations/stripe/client';
import { type CreateIntentInput, type PaymentProvider } from '@/integrations/stripe/port';
import {
  SECRET_KEY,
  startHarness,
  type StripeHarness,
  WEBHOOK_SECRET,
} from '../../simulators/stripe/harness';
import { exchangesAreWrong, exchangesOf } from './stripeExchanges';

const INPUT: CreateIntentInput = {
  paymentId: 'pay-1',
  amount: 450000,
  currency: 'USD',
  description: 'Discovery & Assessment, 4 credits',
  metadata: { clientId: 'client-1', packageId: 'package-1' },
  idempotencyKey: 'create-pay-1',
  receiptEmail: 'clara@example.com',
};

describe('our client of Stripe', () => {
  let stripe: StripeHarness;
  let provider: PaymentProvider;

  beforeEach(async () => {
    stripe = await startHarness();
    provider = createStripeProvider({
      secretKey: SECRET_KEY,
      webhookSecret: WEBHOOK_SECRET,
      apiBase: stripe.simulator.url,
      timeoutMs: 2000,
      maxNetworkRetries: 1,
    });
  });
  afterEach(() => stripe.close());

  /** Whatever a test asked, both sides kept to what is stated, and to Stripe's description where it is found. */
  afterEach(() => {
    expect(exchangesAreWrong(exchangesOf(stripe))).toEqual([]);
  });

  const pay = (id: string, card: string, more = {}) =>
    stripe.control(`/_sim/payment_intents/${id}/pay`, { card, ...more });

  it('creates an intent that names our payment', async () => {
    const intent = await provider.createIntent(INPUT);
    expect(intent).toMatchObject({
      status: 'created',
      amount: 450000,
      amountReceived: 0,
      currency: 'usd',
      paymentId: 'pay-1',
      method: null,
    });
    expect(intent.clientSecret).toMatch(new RegExp(`^${intent.id}_secret_`));
    expect(stripe.exchanges[0]?.requestHeaders).toMatchObject({
      'idempotency-key': 'create-pay-1',
      'stripe-version': '2026-10-28.endive',
    });
    const { body } = await stripe.api('GET', `/v1/payment_intents/${intent.id}`, {
      expand: ['latest_charge'],
    });
    expect(body).toMatchObject({
      metadata: { paymentId: 'pay-1', clientId: 'client-1', packageId: 'package-1' },
      receipt_email: 'clara@example.com',
      automatic_payment_methods: { enabled: true },
    });
  });

  it('creates one intent for one key, also when the first answer was lost', async () => {
    await stripe.control('/_sim/faults', { match: 'POST /v1/payment_intents', afterEffect: true });
    const first = await provider.createIntent(INPUT);
    expect((await provider.createIntent(INPUT)).id).toBe(first.id);
  });

  it('says how an intent was paid', async () => {
    const { id } = await provider.createIntent(INPUT);
    await pay(id, '4242424242424242');
    const paid = await provider.retrieveIntent(id);
    expect(paid).toMatchObject({
      status: 'succeeded',
      amountReceived: 450000,
      method: 'Visa •••• 4242',
      failureMessage: null,
    });
    expect(paid.latestChargeId).toMatch(/^ch_/);
  });

  it.each([
    ['4000000000009995', {}, 'failed', 'Your card has insufficient funds.'],
    ['4000002500003155', {}, 'requires_action', null],
    [
      '4000002500003155',
      { authenticate: 'fail' },
      'failed',
      expect.stringContaining('unable to authenticate'),
    ],
    ['4000007770000005', {}, 'processing', null],
  ])('reads an intent tried with %s %j as %s', async (card, more, status, failureMessage) => {
    const { id } = await provider.createIntent(INPUT);
    await pay(id, card, more);
    expect(await provider.retrieveIntent(id)).toMatchObject({ status, failureMessage });
  });

  it('cancels an intent, and is refused once it is paid', async () => {
    const { id } = await provider.createIntent(INPUT);
    expect(await provider.cancelIntent(id)).toMatchObject({ id, status: 'cancelled' });
    const paid = await provider.createIntent({ ...INPUT, idempotencyKey: 'other' });
    await pay(paid.id, '4242424242424242');
    await expect(provider.cancelIntent(paid.id)).rejects.toMatchObject({
      code: 'INTERNAL',
      facts: { detail: { code: 'payment_intent_unexpected_state', status: 400 } },
    });
  });

  it('lists every event since an instant, through all pages, newest first', async () => {
    const { id } = await provider.createIntent(INPUT);
    for (let n = 0; n < 60; n += 1) await pay(id, '4000000000000002');
    const since = new Date(Date.now() - 60_000);
    const all = await provider.listEvents({ since });
    expect(all).toHaveLength(121);
    expect(all.at(-1)).toMatchObject({
      type: 'payment_intent.created',
      intentId: id,
      objectId: id,
      livemode: false,
    });
    expect(stripe.exchanges.filter(({ url }) => url.startsWith('/v1/events'))).toHaveLength(2);
    expect(await provider.listEvents({ since, types: ['payment_intent.created'] })).toHaveLength(1);
    expect(await provider.listEvents({ since: new Date(Date.now() + 60_000) })).toEqual([]);
  });

  it('accepts what the simulator sends', async () => {
    const { id } = await provider.createIntent(INPUT);
    await stripe.simulator.idle();
    const [webhook] = stripe.received;
    const event = provider.verifyEvent(webhook?.body ?? '', String(webhook?.headers['stripe-signature']));
    expect(event).toMatchObject({
      type: 'payment_intent.created',
      intentId: id,
      apiVersion: '2026-10-28.endive',
    });
    expect(event.payload).toEqual(JSON.parse(webhook?.body ?? ''));
  });

  describe('when Stripe is in trouble', () => {
    it.each([
      ['answers 500', { status: 500, times: 2 }],
      ['answers 429', { status: 429 }],
      ['cuts the connection', { timeout: 1, times: 2 }],
      ['does not answer', { timeout: true, times: 2 }],
    ])('and %s, says that trying again may help', async (_what, fault) => {
      const hurried = createStripeProvider({
        secretKey: SECRET_KEY,
        webhookSecret: WEBHOOK_SECRET,
        apiBase: stripe.simulator.url,
        timeoutMs: 200,
        maxNetworkRetries: 0,
      });
      await stripe.control('/_sim/faults', { match: 'GET /v1/payment_intents/*', ...fault });
      await expect(hurried.retrieveIntent('pi_1')).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    });

    it('says that trying again will not help with an intent that does not exist', async () => {
      await expect(provider.retrieveIntent('pi_missing')).rejects.toMatchObject({
        code: 'INTERNAL',
        facts: { detail: { code: 'resource_missing', status: 404 } },
      });
    });

    it('tells the health check in plain words', async () => {
      expect(await provider.check()).toEqual({ ok: true, message: 'Stripe answers (test mode)' });
      const other = (secretKey: string, apiBase: string) =>
        createStripeProvider({
          secretKey,
          apiBase,
          webhookSecret: WEBHOOK_SECRET,
          maxNetworkRetries: 0,
        }).check();
      expect(await other('sk_live_refused', stripe.simulator.url)).toEqual({
        ok: false,
        message: 'Stripe refuses the secret key',
      });
      expect(await other(SECRET_KEY, 'http://127.0.0.1:1')).toEqual({
        ok: false,
        message: 'Stripe does not answer',
      });
    });
  });
});
