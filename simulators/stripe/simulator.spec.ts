import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PUBLISHABLE_KEY, startHarness, type StripeHarness } from './harness';
import { type PaymentIntent, type StripeEvent } from './types';

interface Failure {
  error: { type: string; code?: string; decline_code?: string; message: string; param?: string };
}
interface State {
  payment_intents: PaymentIntent[];
  events: StripeEvent[];
  deliveries: { eventId: string; state: string; attempts: unknown[] }[];
}

const INTENT = {
  amount: 450000,
  currency: 'usd',
  automatic_payment_methods: { enabled: true },
  metadata: { paymentId: 'p1' },
};

let stripe: StripeHarness;
beforeEach(async () => {
  stripe = await startHarness();
});
afterEach(() => stripe.close());

const create = async (headers = {}) =>
  (await stripe.api<PaymentIntent>('POST', '/v1/payment_intents', INTENT, headers)).body;
const pay = async (id: string, card: string, more = {}) =>
  (await stripe.control<PaymentIntent>(`/_sim/payment_intents/${id}/pay`, { card, ...more })).body;
const state = async () => (await stripe.control<State>('/_sim/state')).body;
const eventTypes = async () => (await state()).events.map(({ type }) => type).reverse();

describe('a test card', () => {
  it('4242 pays', async () => {
    const paid = await pay((await create()).id, '4242 4242 4242 4242');
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 450000 });
    expect(await eventTypes()).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
    ]);
  });

  it.each([
    ['4000000000000002', 'generic_decline'],
    ['4000000000009995', 'insufficient_funds'],
    ['4111111111111111', 'test_mode_live_card'],
  ])('%s is declined with %s, and the intent can be paid with another', async (card, decline_code) => {
    const { id } = await create();
    expect(await pay(id, card)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { decline_code },
    });
    expect(await eventTypes()).toEqual([
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
    ]);
    expect(await pay(id, '4242424242424242')).toMatchObject({
      status: 'succeeded',
      last_payment_error: null,
    });
  });

  it.each(['4000002500003155', '4000002760003184'])('%s asks the payer first', async (card) => {
    const { id } = await create();
    expect(await pay(id, card)).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'use_stripe_sdk' },
    });
    expect(await pay(id, card, { authenticate: 'fail' })).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
    expect(await pay(id, card, { authenticate: 'succeed' })).toMatchObject({ status: 'succeeded' });
  });

  it.each([
    ['4000007770000005', 'succeeded'],
    ['4000007770000013', 'requires_payment_method'],
  ])('%s is processed for a while, then is %s', async (card, status) => {
    const { id } = await create();
    expect(await pay(id, card)).toMatchObject({ status: 'processing', amount_received: 0 });
    expect((await stripe.control(`/_sim/payment_intents/${id}/settle`, {})).body).toMatchObject({ status });
  });

  it('is answered with 402 when its number, date or code is wrong', async () => {
    const { id } = await create();
    const card = { number: '4242424242424241', exp_month: 12, exp_year: 34, cvc: '123' };
    const confirm = (change: object) =>
      stripe.api<Failure>('POST', `/v1/payment_intents/${id}/confirm`, {
        payment_method_data: { type: 'card', card: { ...card, ...change } },
      });
    expect(await confirm({})).toMatchObject({ status: 402, body: { error: { code: 'incorrect_number' } } });
    const good = { number: '4242424242424242' };
    expect((await confirm({ ...good, exp_year: 20 })).body.error.code).toBe('invalid_expiry_year');
    expect((await confirm({ ...good, cvc: '1' })).body.error.code).toBe('invalid_cvc');
  });
});

describe('an idempotency key', () => {
  const key = { 'idempotency-key': 'buy-1' };

  it('with the same parameters answers the first intent again, and says so', async () => {
    const first = await stripe.api<PaymentIntent>('POST', '/v1/payment_intents', INTENT, key);
    const second = await stripe.api<PaymentIntent>('POST', '/v1/payment_intents', INTENT, key);
    expect(second.body).toEqual(first.body);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect((await state()).payment_intents).toHaveLength(1);
  });

  it('with other parameters is refused', async () => {
    await create(key);
    const other = await stripe.api<Failure>('POST', '/v1/payment_intents', { ...INTENT, amount: 100 }, key);
    expect(other).toMatchObject({ status: 400, body: { error: { type: 'idempotency_error' } } });
  });

  it('in use answers 409', async () => {
    await stripe.control('/_sim/faults', { match: 'POST /v1/payment_intents', delayMs: 2000 });
    const [first, second] = await Promise.all(
      [1, 2].map(() => stripe.api<Failure>('POST', '/v1/payment_intents', INTENT, key)),
    );
    expect([first?.status, second?.status].sort()).toEqual([200, 409]);
  });

  it('is free again after parameters were refused', async () => {
    const refused = await stripe.api<Failure>('POST', '/v1/payment_intents', { ...INTENT, amount: 1 }, key);
    expect(refused.body.error.code).toBe('amount_too_small');
    expect(
      (await stripe.api('POST', '/v1/payment_intents', { ...INTENT, amount: 1 }, key)).headers.get(
        'idempotent-replayed',
      ),
    ).toBeNull();
  });
});

describe('a caller', () => {
  it.each([
    ['no key', {}, 401, 'You did not provide an API key'],
    [
      'a live key',
      { authorization: 'Bearer sk_live_1234567890abcdef' },
      401,
      'Invalid API Key provided: sk_live_',
    ],
    [
      'a publishable key',
      { authorization: `Bearer ${PUBLISHABLE_KEY}` },
      403,
      'cannot be made with a publishable API key',
    ],
  ])('with %s makes no intent', async (_who, headers, status, message) => {
    const answer = await stripe.api<Failure>('POST', '/v1/payment_intents', INTENT, {
      authorization: '',
      ...headers,
    });
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toContain(message);
  });

  it('in a browser sees its own intent, without our metadata, and no other', async () => {
    const { id, client_secret } = await create();
    const look = (secret: string) =>
      stripe.api<Failure & PaymentIntent>(
        'GET',
        `/v1/payment_intents/${id}`,
        { key: PUBLISHABLE_KEY, client_secret: secret },
        { authorization: '' },
      );
    expect((await look(client_secret)).body).toMatchObject({ id, status: 'requires_payment_method' });
    expect((await look(client_secret)).body.metadata).toBeUndefined();
    expect((await look('pi_x_secret_y')).status).toBe(400);
  });

  it('is told the name of an unknown parameter, such as the payment_method_types of older versions', async () => {
    const answer = await stripe.api<Failure>('POST', '/v1/payment_intents', {
      ...INTENT,
      payment_method_types: ['card'],
    });
    expect(answer.body.error).toMatchObject({ code: 'parameter_unknown', param: 'payment_method_types' });
  });

  it('pages through a list in both directions', async () => {
    const made = [];
    for (let n = 0; n < 5; n += 1) made.push((await create()).id);
    const list = async (params: object) =>
      (await stripe.api<{ data: PaymentIntent[]; has_more: boolean }>('GET', '/v1/payment_intents', params))
        .body;
    const newest = [...made].reverse();
    const first = await list({ limit: 2 });
    expect([first.data.map(({ id }) => id), first.has_more]).toEqual([newest.slice(0, 2), true]);
    const next = await list({ limit: 3, starting_after: newest[1] });
    expect([next.data.map(({ id }) => id), next.has_more]).toEqual([newest.slice(2), false]);
    const back = await list({ limit: 1, ending_before: newest[2] });
    expect([back.data.map(({ id }) => id), back.has_more]).toEqual([[newest[1]], true]);
    expect((await list({ created: { gte: Math.floor(Date.now() / 1000) + 60 } })).data).toEqual([]);
  });
});

describe('a webhook', () => {
  it('is sent again until the endpoint takes it', async () => {
    stripe.answerWith((nth) => (nth < 3 ? 500 : 200));
    await create();
    await stripe.simulator.idle();
    expect(stripe.received).toHaveLength(4);
    expect((await state()).deliveries).toMatchObject([
      { state: 'delivered', attempts: [{ result: 500 }, { result: 500 }, { result: 500 }, { result: 200 }] },
    ]);
  });

  it('is given up after the last attempt, and is still listed', async () => {
    await stripe.close();
    stripe = await startHarness({ maxAttempts: 2 });
    stripe.answerWith(() => 500);
    await create();
    await stripe.simulator.idle();
    expect((await state()).deliveries).toMatchObject([{ state: 'failed' }]);
    expect((await state()).events).toMatchObject([{ type: 'payment_intent.created', pending_webhooks: 1 }]);
  });

  it('is not sent while webhooks are off, and can be sent later, many times at once', async () => {
    await stripe.control('/_sim/webhooks', { enabled: false });
    await create();
    await stripe.simulator.idle();
    expect(stripe.received).toHaveLength(0);
    const [event] = (await state()).events;
    await stripe.control('/_sim/deliver', { eventId: event?.id, times: 50 });
    expect(stripe.received).toHaveLength(50);
    expect(new Set(stripe.received.map(({ body }) => body)).size).toBe(1);
  });

  it('arrives twice when told so', async () => {
    await stripe.control('/_sim/webhooks', { copies: 2 });
    await create();
    await stripe.simulator.idle();
    expect(stripe.received).toHaveLength(2);
  });
});

describe('a fault', () => {
  it('answers with the status for as many calls as told, without effect', async () => {
    await stripe.control('/_sim/faults', { match: 'POST /v1/payment_intents', status: 503, times: 2 });
    const statuses = [];
    for (let n = 0; n < 3; n += 1)
      statuses.push((await stripe.api('POST', '/v1/payment_intents', INTENT)).status);
    expect(statuses).toEqual([503, 503, 200]);
    expect((await state()).payment_intents).toHaveLength(1);
  });

  it('after the effect cuts the connection; the same key finds what was made', async () => {
    await stripe.control('/_sim/faults', { match: '/v1/payment_intents', afterEffect: true });
    const key = { 'idempotency-key': 'k' };
    await expect(create(key)).rejects.toThrow();
    const { id } = await create(key);
    expect((await state()).payment_intents.map((intent) => intent.id)).toEqual([id]);
  });

  it('can leave the caller waiting', async () => {
    await stripe.control('/_sim/faults', { match: 'GET /v1/payment_intents/*', timeout: 20 });
    const { id } = await create();
    await expect(stripe.api('GET', `/v1/payment_intents/${id}`)).rejects.toThrow();
    expect((await stripe.api('GET', `/v1/payment_intents/${id}`)).status).toBe(200);
  });
});

describe('the state', () => {
  it('outlives the process when kept in a file, with what was not yet delivered', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stripe-sim-'));
    const stateFile = join(folder, 'kept', 'stripe.json');
    const before = await startHarness({
      stateFile,
      webhookUrl: 'http://127.0.0.1:1/nobody',
      retryBaseMs: 60_000,
    });
    const { body: intent } = await before.api<PaymentIntent>('POST', '/v1/payment_intents', INTENT);
    await before.close();
    const after = await startHarness({ stateFile });
    await after.simulator.idle();
    expect((await after.api('GET', `/v1/payment_intents/${intent.id}`)).status).toBe(200);
    expect(after.received.map(({ body }) => (JSON.parse(body) as StripeEvent).type)).toEqual([
      'payment_intent.created',
    ]);
    await after.close();
    rmSync(folder, { recursive: true });
  });

  it('is empty after a reset', async () => {
    await create();
    await stripe.control('/_sim/reset', {});
    expect(await state()).toMatchObject({ payment_intents: [], events: [], deliveries: [] });
  });
});
