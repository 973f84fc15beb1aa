import { brokenInvariants, rowsOf } from '../support/invariants';
import {
  atTime,
  balanceOf,
  booked,
  type CheckoutBody,
  intentOf,
  newKey,
  on,
  outcomeOf,
} from '../support/steps';
import { disputeAtStripe, entriesOf, paid, paymentRow } from '../support/stripeSide';
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

const refund = (
  checkout: CheckoutBody,
  body: Record<string, unknown> = {},
  options: { as?: Person; key?: string } = {},
) =>
  world.api<{ creditsClawedBack: number; shortfall: number }>(
    'POST',
    `/api/payments/${checkout.paymentId}/refund`,
    {
      as: options.as ?? finance,
      key: options.key ?? newKey(),
      body: { reasonCode: 'goodwill', note: 'As agreed on the phone', ...body },
    },
  );
describe('a refund by staff', () => {
  it('gives money back at Stripe once and takes the unspent share of the credits, once', async () => {
    const client = await world.client();
    const checkout = await paid(world, client);
    const key = newKey();
    const first = await refund(checkout, { amount: 225_000 }, { key });
    expect([first.status, first.body.creditsClawedBack]).toEqual([202, 2]);
    const again = await refund(checkout, { amount: 225_000 }, { key });
    expect([again.status, again.body.creditsClawedBack, again.headers.get('idempotent-replay')]).toEqual([
      202,
      2,
      'true',
    ]);
    await world.work();
    expect(await paymentRow(world, checkout)).toMatchObject({
      status: 'partially_refunded',
      refundedAmount: 225_000,
      feeReversed: 33_750,
      pendingRefunds: [],
    });
    expect(await balanceOf(world, client)).toMatchObject({ available: 2 });
    expect(await entriesOf(world, client, 'clawback')).toHaveLength(1);
    expect(((await world.control('stripe', '/_sim/state')).refunds as unknown[]).length).toBe(1);
    expect(await rowsOf(world, 'outbox', { kind: 'payment.refund', state: { $ne: 'done' } })).toEqual([]);
  });

  it('is previewed with what it will take, what is spent or held, and what will be left', async () => {
    const client = await world.client();
    const checkout = await paid(world, client);
    for (const day of [1, 2]) await booked(world, { as: client, startsAt: on(day, '14:00') });
    const preview = async (amount?: number) =>
      (
        await world.api<Record<string, unknown>>(
          'GET',
          `/api/payments/${checkout.paymentId}/refund-preview${amount ? `?amount=${amount}` : ''}`,
          { as: finance },
        )
      ).body;
    expect(await preview(112_500)).toMatchObject({
      refundable: 450_000,
      creditsOwedBack: 1,
      creditsTaken: 1,
      shortfall: 0,
      balanceAfter: 1,
    });
    const all = await preview();
    expect(all).toMatchObject({
      amount: 450_000,
      creditsOwedBack: 4,
      creditsTaken: 2,
      shortfall: 2,
      lot: { available: 2, held: 2, used: 0, expired: 0 },
      balanceAfter: 0,
    });
    const done = await refund(checkout, { amount: 337_500 });
    expect(done.body).toMatchObject({ creditsClawedBack: 2, shortfall: 1 });
    // What could not be taken the first time is owed already and not asked for again: the preview and the
    // deed count it alike.
    const rest = await preview();
    expect(rest).toMatchObject({
      refundable: 112_500,
      creditsOwedBack: 1,
      creditsTaken: 0,
      shortfall: 1,
      toDecide: 1,
    });
    const last = await refund(checkout);
    expect(last.body).toMatchObject({ creditsClawedBack: rest.creditsTaken, shortfall: rest.shortfall });
  });

  it('is refused over what is left, to other roles, and without a reason', async () => {
    const client = await world.client();
    const checkout = await paid(world, client);
    expect(outcomeOf(await refund(checkout, { amount: 450_001 }))).toBe('422 VALIDATION');
    expect(outcomeOf(await refund(checkout, { note: '' }))).toBe('422 VALIDATION');
    expect(outcomeOf(await refund(checkout, {}, { as: await world.staff('ops') }))).toBe('403 FORBIDDEN');
    expect(outcomeOf(await refund(checkout, {}, { as: client }))).toBe('403 FORBIDDEN');
    expect(await balanceOf(world, client)).toMatchObject({ available: 4 });
  });

  it('of two at once for all of it, one goes back', async () => {
    const client = await world.client();
    const checkout = await paid(world, client);
    const both = await Promise.all([refund(checkout), refund(checkout)]);
    expect(both.map((reply) => reply.status).sort()).toEqual([202, 409]);
    await world.work();
    expect(await paymentRow(world, checkout)).toMatchObject({ status: 'refunded', refundedAmount: 450_000 });
    expect(await balanceOf(world, client)).toMatchObject({ available: 0 });
  });

  it('that the webhook told before its own answer came says the same of the credits', async () => {
    const client = await world.client();
    const checkout = await paid(world, client);
    const key = newKey();
    await world.control('stripe', '/_sim/faults', { match: 'POST /v1/refunds', afterEffect: true, times: 1 });
    await world.control('stripe', '/_sim/faults', { match: 'POST /v1/refunds', status: 500, times: 2 });
    expect(outcomeOf(await refund(checkout, { amount: 225_000 }, { key }))).toBe('503 PROVIDER_UNAVAILABLE');
    await world.work();
    expect(await balanceOf(world, client)).toMatchObject({ available: 2 });
    const answers = [
      await refund(checkout, { amount: 225_000 }, { key }),
      await refund(checkout, { amount: 225_000 }, { key }),
    ];
    expect(answers.map(({ status, body }) => [status, body.creditsClawedBack, body.shortfall])).toEqual([
      [202, 2, 0],
      [202, 2, 0],
    ]);
    expect(await entriesOf(world, client, 'clawback')).toHaveLength(1);
  });

  it('that Stripe refuses for good is refused again, and changes nothing', async () => {
    const client = await world.client();
    const checkout = await paid(world, client);
    const key = newKey();
    await world.control('stripe', '/_sim/faults', { match: 'POST /v1/refunds', status: 400, times: 1 });
    const answers = [await refund(checkout, {}, { key }), await refund(checkout, {}, { key })];
    expect(answers.map(outcomeOf)).toEqual(['409 INVALID_TRANSITION', '409 INVALID_TRANSITION']);
    expect(await paymentRow(world, checkout)).toMatchObject({
      status: 'succeeded',
      refundedAmount: 0,
      pendingRefunds: [],
    });
    expect(await rowsOf(world, 'cases', { kind: 'refund-refused' })).toMatchObject([
      { state: 'open', facts: { amount: 450_000 } },
    ]);
    expect(await balanceOf(world, client)).toMatchObject({ available: 4 });
  });

  it('that got no answer from Stripe is brought to its end by the worker, once', async () => {
    const client = await world.client();
    const checkout = await paid(world, client);
    const before = ((await world.control('stripe', '/_sim/state')).refunds as unknown[]).length;
    // The SDK repeats a call three times before it gives up.
    await world.control('stripe', '/_sim/faults', { match: 'POST /v1/refunds', afterEffect: true, times: 1 });
    await world.control('stripe', '/_sim/faults', { match: 'POST /v1/refunds', status: 500, times: 2 });
    expect(outcomeOf(await refund(checkout))).toBe('503 PROVIDER_UNAVAILABLE');
    await atTime(on(0, '09:05'));
    await world.work();
    expect(await paymentRow(world, checkout)).toMatchObject({ status: 'refunded', pendingRefunds: [] });
    expect(((await world.control('stripe', '/_sim/state')).refunds as unknown[]).length).toBe(before + 1);
    await atTime(on(0, '09:00'));
  });
});

describe('a dispute', () => {
  it("is not lifted by the payment's success told again", async () => {
    const client = await world.client();
    const checkout = await paid(world, client);
    await disputeAtStripe(world, checkout);
    await world.work();
    const events = (await world.control('stripe', '/_sim/state')).events as {
      id: string;
      type: string;
      data: { object: { id: string } };
    }[];
    const success = events.find(
      ({ type, data }) => type === 'payment_intent.succeeded' && data.object.id === intentOf(checkout),
    );
    const { nativeCollection } = await import('../../src/platform/store');
    await nativeCollection(world.payload, 'inbox-events').deleteOne({ eventId: success?.id });
    await world.control('stripe', '/_sim/deliver', { eventId: success?.id });
    await world.work();
    expect(await paymentRow(world, checkout)).toMatchObject({ status: 'disputed' });
  });
});
