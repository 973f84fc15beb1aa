import { ObjectId } from 'mongodb';

import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, balanceOf, booked, buy, type CheckoutBody, intentOf, newKey, on, outcomeOf } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
let finance: Person;
beforeAll(async () => {
  world = await startWorld('reversals');
  await atTime(on(0, '09:00'));
  finance = await world.staff('finance');
});
afterAll(() => world.close());
afterEach(async () => {
  expect(await brokenInvariants(world)).toEqual([]);
});

async function paid(client: Person): Promise<CheckoutBody> {
  const checkout = await buy(world, client);
  await world.work();
  return checkout;
}
const row = async ({ paymentId }: CheckoutBody) => (await rowsOf(world, 'payments', { _id: new ObjectId(paymentId) }))[0] ?? {};
const refund = (checkout: CheckoutBody, body: Record<string, unknown> = {}, options: { as?: Person; key?: string } = {}) =>
  world.api<{ creditsClawedBack: number; shortfall: number }>('POST', `/api/payments/${checkout.paymentId}/refund`, {
    as: options.as ?? finance,
    key: options.key ?? newKey(),
    body: { reasonCode: 'goodwill', note: 'As agreed on the phone', ...body },
  });
/** A refund made in Stripe's own dashboard: it reaches us by webhook only. */
const refundAtStripe = async (checkout: CheckoutBody, amount: number): Promise<string> => {
  const response = await fetch(`${world.stripe.url}/v1/refunds`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_simulated', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ payment_intent: intentOf(checkout), amount: String(amount) }),
  });
  return ((await response.json()) as { id: string }).id;
};
const entriesOf = (client: Person, kind: string) => rowsOf(world, 'transactions', { client: new ObjectId(client.id), kind });

describe('a refund by staff', () => {
  it('gives money back at Stripe once and takes the unspent share of the credits, once', async () => {
    const client = await world.client();
    const checkout = await paid(client);
    const key = newKey();
    const first = await refund(checkout, { amount: 225_000 }, { key });
    expect([first.status, first.body.creditsClawedBack]).toEqual([202, 2]);
    expect((await refund(checkout, { amount: 225_000 }, { key })).headers.get('idempotent-replay')).toBe('true');
    await world.work();
    expect(await row(checkout)).toMatchObject({ status: 'partially_refunded', refundedAmount: 225_000, feeReversed: 33_750, pendingRefunds: [] });
    expect(await balanceOf(world, client)).toMatchObject({ available: 2 });
    expect(await entriesOf(client, 'clawback')).toHaveLength(1);
    expect(((await world.control('stripe', '/_sim/state')).refunds as unknown[]).length).toBe(1);
    expect(await rowsOf(world, 'outbox', { kind: 'payment.refund', state: { $ne: 'done' } })).toEqual([]);
  });

  it('is previewed with what it will take, what is spent or held, and what will be left', async () => {
    const client = await world.client();
    const checkout = await paid(client);
    for (const day of [1, 2]) await booked(world, { as: client, startsAt: on(day, '14:00') });
    const preview = async (amount?: number) =>
      (await world.api<Record<string, unknown>>('GET', `/api/payments/${checkout.paymentId}/refund-preview${amount ? `?amount=${amount}` : ''}`, { as: finance })).body;
    expect(await preview(112_500)).toMatchObject({ refundable: 450_000, creditsOwedBack: 1, creditsTaken: 1, shortfall: 0, balanceAfter: 1 });
    const all = await preview();
    expect(all).toMatchObject({ amount: 450_000, creditsOwedBack: 4, creditsTaken: 2, shortfall: 2, lot: { available: 2, held: 2, used: 0, expired: 0 }, balanceAfter: 0 });
    const done = await refund(checkout, { amount: 337_500 });
    expect(done.body).toMatchObject({ creditsClawedBack: 2, shortfall: 1 });
    // What could not be taken the first time is still owed: the preview and the deed count it alike.
    const rest = await preview();
    expect(rest).toMatchObject({ refundable: 112_500, creditsOwedBack: 2, creditsTaken: 0, shortfall: 2 });
    const last = await refund(checkout);
    expect(last.body).toMatchObject({ creditsClawedBack: rest.creditsTaken, shortfall: rest.shortfall });
  });

  it('is refused over what is left, to other roles, and without a reason', async () => {
    const client = await world.client();
    const checkout = await paid(client);
    expect(outcomeOf(await refund(checkout, { amount: 450_001 }))).toBe('422 VALIDATION');
    expect(outcomeOf(await refund(checkout, { note: '' }))).toBe('422 VALIDATION');
    expect(outcomeOf(await refund(checkout, {}, { as: await world.staff('ops') }))).toBe('403 FORBIDDEN');
    expect(outcomeOf(await refund(checkout, {}, { as: client }))).toBe('403 FORBIDDEN');
    expect(await balanceOf(world, client)).toMatchObject({ available: 4 });
  });

  it('of two at once for all of it, one goes back', async () => {
    const client = await world.client();
    const checkout = await paid(client);
    const both = await Promise.all([refund(checkout), refund(checkout)]);
    expect(both.map((reply) => reply.status).sort()).toEqual([202, 409]);
    await world.work();
    expect(await row(checkout)).toMatchObject({ status: 'refunded', refundedAmount: 450_000 });
    expect(await balanceOf(world, client)).toMatchObject({ available: 0 });
  });

  it('that got no answer from Stripe is brought to its end by the worker, once', async () => {
    const client = await world.client();
    const checkout = await paid(client);
    const before = ((await world.control('stripe', '/_sim/state')).refunds as unknown[]).length;
    // The SDK repeats a call three times before it gives up.
    await world.control('stripe', '/_sim/faults', { match: 'POST /v1/refunds', afterEffect: true, times: 1 });
    await world.control('stripe', '/_sim/faults', { match: 'POST /v1/refunds', status: 500, times: 2 });
    expect(outcomeOf(await refund(checkout))).toBe('503 PROVIDER_UNAVAILABLE');
    await atTime(on(0, '09:05'));
    await world.work();
    expect(await row(checkout)).toMatchObject({ status: 'refunded', pendingRefunds: [] });
    expect(((await world.control('stripe', '/_sim/state')).refunds as unknown[]).length).toBe(before + 1);
    await atTime(on(0, '09:00'));
  });
});

describe('a refund made at Stripe', () => {
  it('takes the share of all of them together, however often and in whatever order they are told (case 4)', async () => {
    const client = await world.client();
    const checkout = await paid(client);
    await world.control('stripe', '/_sim/webhooks', { enabled: false });
    for (const amount of [150_000, 150_000, 150_000]) await refundAtStripe(checkout, amount);
    await world.control('stripe', '/_sim/webhooks', { enabled: true });
    const events = ((await world.control('stripe', '/_sim/state')).events as { id: string; type: string }[]).filter(({ type }) => /refund/.test(type));
    for (const event of [...events].reverse()) await world.control('stripe', '/_sim/deliver', { eventId: event.id, times: 2 });
    await world.work();
    expect(await row(checkout)).toMatchObject({ status: 'refunded', refundedAmount: 450_000 });
    expect((await entriesOf(client, 'clawback')).reduce((total, entry) => total + entry.quantity, 0)).toBe(4);
  });

  it('that is told before the payment ends as in order (case 3)', async () => {
    const client = await world.client();
    await world.control('stripe', '/_sim/webhooks', { enabled: false });
    const checkout = await buy(world, client);
    await refundAtStripe(checkout, 450_000);
    await world.control('stripe', '/_sim/webhooks', { enabled: true });
    const events = ((await world.control('stripe', '/_sim/state')).events as { id: string; type: string; data: { object: { payment_intent?: string; id: string } } }[])
      .filter(({ data: { object } }) => object.payment_intent === intentOf(checkout) || object.id === intentOf(checkout));
    const last = events.find(({ type }) => type === 'refund.created');
    await world.control('stripe', '/_sim/deliver', { eventId: last?.id });
    await world.work();
    const success = events.find(({ type }) => type === 'payment_intent.succeeded');
    await world.control('stripe', '/_sim/deliver', { eventId: success?.id });
    await world.work();
    expect(await row(checkout)).toMatchObject({ status: 'refunded' });
    expect(await balanceOf(world, client)).toMatchObject({ available: 0 });
    expect(await rowsOf(world, 'credit-grants', { payment: new ObjectId(checkout.paymentId) })).toHaveLength(1);
  });

  it('takes what is unspent, and asks staff about the rest (case 5)', async () => {
    const client = await world.client();
    const checkout = await paid(client);
    await booked(world, { as: client, startsAt: on(1, '10:00') });
    await refundAtStripe(checkout, 450_000);
    await world.work();
    expect(await balanceOf(world, client)).toMatchObject({ available: 0, held: 1 });
    const cases = await rowsOf(world, 'cases', { payment: new ObjectId(checkout.paymentId) });
    expect(cases).toEqual([expect.objectContaining({ kind: 'refund-of-spent-credits', state: 'open', facts: expect.objectContaining({ shortfall: 1 }) })]);
  });

  it('that fails later is reversed, once (case 6)', async () => {
    const client = await world.client();
    const checkout = await paid(client);
    const id = await refundAtStripe(checkout, 450_000);
    await world.work();
    expect(await balanceOf(world, client)).toMatchObject({ available: 0 });
    await world.control('stripe', `/_sim/refunds/${id}/fail`, {});
    await world.work();
    expect(await row(checkout)).toMatchObject({ status: 'succeeded', refundedAmount: 0, feeReversed: 0 });
    expect(await balanceOf(world, client)).toMatchObject({ available: 4 });
    expect(await entriesOf(client, 'reinstate')).toHaveLength(1);
  });
});

describe('a dispute (case 7)', () => {
  const open = async (checkout: CheckoutBody): Promise<string> => {
    await world.control('stripe', `/_sim/payment_intents/${intentOf(checkout)}/dispute`, {});
    await world.work();
    const disputes = (await world.control('stripe', '/_sim/state')).disputes as { id: string; payment_intent: string }[];
    return disputes.find((dispute) => dispute.payment_intent === intentOf(checkout))?.id ?? '';
  };

  it.each([
    ['lost', 'refunded', 0],
    ['won', 'succeeded', 4],
  ])('freezes the unspent credits; %s, the payment is %s', async (status, ends, available) => {
    const client = await world.client();
    const checkout = await paid(client);
    const id = await open(checkout);
    expect(await row(checkout)).toMatchObject({ status: 'disputed' });
    expect(await balanceOf(world, client)).toMatchObject({ available: 0 });
    await world.control('stripe', `/_sim/disputes/${id}/close`, { status });
    await world.work();
    expect(await row(checkout)).toMatchObject({ status: ends });
    expect(await balanceOf(world, client)).toMatchObject({ available });
    const shown = (await world.api<{ docs: Record<string, unknown>[] }>('GET', '/api/payments/history', { as: client })).body.docs[0];
    expect(shown?.reversals).toEqual([{ id, kind: 'dispute', amount: 450_000, state: status, credits: 4 - available, at: on(0, '09:00'), endedAt: on(0, '09:00') }]);
    expect((await row(checkout)).reversals).toEqual([expect.objectContaining({ reason: expect.stringMatching(/^[a-z_]+$/), answerBy: expect.stringMatching(/Z$/) })]);
    const why = (await world.api<{ docs: { kind: string; why: string }[] }>('GET', '/api/credits/history', { as: client })).body.docs;
    expect(why.find(({ kind }) => kind === 'clawback')?.why).toMatch(status === 'lost' ? /^Your bank disputed your payment of \$4,500 .*went back to you\.$/ : /stood in the end\.$/);
  });

  it('is not lifted by the payment\'s success told again', async () => {
    const client = await world.client();
    const checkout = await paid(client);
    await open(checkout);
    const events = (await world.control('stripe', '/_sim/state')).events as { id: string; type: string; data: { object: { id: string } } }[];
    const success = events.find(({ type, data }) => type === 'payment_intent.succeeded' && data.object.id === intentOf(checkout));
    await rowsOf(world, 'inbox-events');
    const { nativeCollection } = await import('../../src/platform/store');
    await nativeCollection(world.payload, 'inbox-events').deleteOne({ eventId: success?.id });
    await world.control('stripe', '/_sim/deliver', { eventId: success?.id });
    await world.work();
    expect(await row(checkout)).toMatchObject({ status: 'disputed' });
  });
});

describe('reconciliation (case 10)', () => {
  it('after days without webhooks ends in the same state, and late events change nothing', async () => {
    const { reconcile } = await import('../../src/payments/reconcile');
    const client = await world.client();
    await world.control('stripe', '/_sim/webhooks', { enabled: false });
    const bought = await buy(world, client);
    const refunded = await buy(world, client, 'strategic-planning');
    await refundAtStripe(refunded, 1_250_000);
    await world.work();
    expect(await balanceOf(world, client)).toMatchObject({ available: 0 });

    const both = await Promise.all([reconcile(world.payload), reconcile(world.payload)]);
    expect(both[0].eventsMissed + both[1].eventsMissed).toBeGreaterThanOrEqual(3);
    await world.work();
    expect(await row(bought)).toMatchObject({ status: 'succeeded' });
    expect(await row(refunded)).toMatchObject({ status: 'refunded' });
    expect(await balanceOf(world, client)).toMatchObject({ available: 4 });

    await world.control('stripe', '/_sim/webhooks', { enabled: true });
    const ledger = (await rowsOf(world, 'transactions')).length;
    const events = (await world.control('stripe', '/_sim/state')).events as { id: string }[];
    for (const event of events.slice(0, 12)) await world.control('stripe', '/_sim/deliver', { eventId: event.id });
    await world.work();
    expect((await reconcile(world.payload)).eventsMissed).toBe(0);
    expect(await rowsOf(world, 'transactions')).toHaveLength(ledger);
  });
});
