import { type Document, ObjectId } from 'mongodb';

import { type PaymentProvider } from '../../src/integrations/stripe/port';
import { brokenInvariants, rowsOf } from '../support/invariants';
import {
  atTime,
  balanceOf,
  booked,
  buy,
  type CheckoutBody,
  end,
  type ErrorBody,
  intentOf,
  newKey,
  on,
  outcomeOf,
  startCheckout,
  pay,
} from '../support/steps';
import { disputeAtStripe, entriesOf, paid, paymentRow, refundAtStripe } from '../support/stripeSide';
import { type Person, startWorld, type World } from '../support/world';

/** Money that went back, or arrived, while somebody was not looking. */
let world: World;
let finance: Person;
let ops: Person;
beforeAll(async () => {
  world = await startWorld('money-away');
  await atTime(on(0, '09:00'));
  finance = await world.staff('finance');
  ops = await world.staff('ops');
});
afterAll(() => world.close());
beforeEach(() => atTime(on(0, '09:00')));
afterEach(async () => {
  expect(await brokenInvariants(world)).toEqual([]);
});

const native = async (name: string) =>
  (await import('../../src/platform/store')).nativeCollection<Document>(world.payload, name);
const casesOf = (checkout: CheckoutBody, kind: string) =>
  rowsOf(world, 'cases', { payment: new ObjectId(checkout.paymentId), kind });
const refundsAtStripe = async (checkout: CheckoutBody): Promise<number> =>
  (
    (await world.control('stripe', '/_sim/state')) as { refunds: { payment_intent: string }[] }
  ).refunds.filter((refund) => refund.payment_intent === intentOf(checkout)).length;
const refund = (checkout: CheckoutBody, amount: number, key = newKey()) =>
  world.api<{ creditsClawedBack: number } & Partial<ErrorBody>>(
    'POST',
    `/api/payments/${checkout.paymentId}/refund`,
    { as: finance, key, body: { reasonCode: 'goodwill', note: 'As agreed on the phone', amount } },
  );
const auditSays = async (): Promise<string[]> => {
  const { of } = await (await import('../../src/operations/audit/runAudit')).runAudit(world.payload);
  return [...of.I1.differences, ...of.I2.differences].map(({ what }) => what);
};

/** Stripe makes the refund, and nobody hears of it. */
async function madeUnheard(checkout: CheckoutBody, amount: number): Promise<void> {
  await world.control('stripe', '/_sim/webhooks', { enabled: false });
  await world.control('stripe', '/_sim/faults', { match: 'POST /v1/refunds', afterEffect: true, times: 1 });
  await world.control('stripe', '/_sim/faults', { match: 'POST /v1/refunds', status: 500, times: 2 });
  expect(outcomeOf(await refund(checkout, amount))).toBe('503 PROVIDER_UNAVAILABLE');
  await world.control('stripe', '/_sim/webhooks', { enabled: true });
}

/** Changes what Stripe does with a refund for a while. */
async function withStripe<T>(
  createRefund: (real: PaymentProvider) => Partial<PaymentProvider>,
  deed: () => Promise<T>,
): Promise<T> {
  const { setStripeProvider, stripeProvider } = await import('../../src/integrations/stripe/provider');
  const real = stripeProvider();
  setStripeProvider({ ...real, ...createRefund(real) });
  return deed().finally(() => setStripeProvider(real));
}

describe('a refund asked for again', () => {
  it('after Stripe has forgotten its key is found and not made twice; ops may not ask', async () => {
    const checkout = await paid(world, await world.client());
    await madeUnheard(checkout, 225_000);
    const outbox = await native('outbox');
    const row = await outbox.findOneAndUpdate(
      { kind: 'payment.refund', subject: checkout.paymentId },
      { $set: { state: 'dead' } },
    );
    const again = (as: Person) =>
      world.api('POST', '/api/operations/run-again', {
        as,
        body: { queue: 'outbox', id: String(row?._id), reason: 'Stripe is back' },
      });
    expect(outcomeOf(await again(ops))).toBe('403 FORBIDDEN');
    expect((await again(finance)).status).toBe(200);
    await withStripe(
      (real) => ({ createRefund: (input) => real.createRefund({ ...input, idempotencyKey: newKey() }) }),
      () => world.work(),
    );
    expect(await refundsAtStripe(checkout)).toBe(1);
    expect(await paymentRow(world, checkout)).toMatchObject({
      status: 'partially_refunded',
      refundedAmount: 225_000,
      pendingRefunds: [],
    });
    expect(await outbox.findOne({ _id: row?._id })).toMatchObject({ state: 'done' });
  });

  it('of all the money, made already, ends well and opens no case', async () => {
    const checkout = await paid(world, await world.client());
    await madeUnheard(checkout, 450_000);
    await atTime(on(2, '09:00'));
    await withStripe(
      (real) => ({ createRefund: (input) => real.createRefund({ ...input, idempotencyKey: newKey() }) }),
      () => world.work(),
    );
    expect(await paymentRow(world, checkout)).toMatchObject({ status: 'refunded', pendingRefunds: [] });
    expect(await casesOf(checkout, 'refund-refused')).toEqual([]);
  });

  it('is not subtracted twice once an event has told of it, and its effect is over', async () => {
    const checkout = await paid(world, await world.client());
    await madeUnheard(checkout, 225_000);
    const [event] = (
      (await world.control('stripe', '/_sim/state')) as { events: { id: string; type: string }[] }
    ).events.filter(({ type }) => type === 'refund.created');
    await world.control('stripe', '/_sim/deliver', { eventId: event?.id });
    // The effect is due only half a minute later: what ends it here is the event.
    await world.work();
    expect(await paymentRow(world, checkout)).toMatchObject({ refundedAmount: 225_000, pendingRefunds: [] });
    expect(await rowsOf(world, 'outbox', { subject: checkout.paymentId })).toMatchObject([{ state: 'done' }]);
    const { body } = await world.api<{ refundable: number }>(
      'GET',
      `/api/payments/${checkout.paymentId}/refund-preview`,
      { as: finance },
    );
    expect(body.refundable).toBe(225_000);
  });

  it('until its tries run out is put before staff', async () => {
    const checkout = await paid(world, await world.client());
    await madeUnheard(checkout, 225_000);
    await (await native('outbox')).updateOne({ subject: checkout.paymentId }, { $set: { attempts: 99 } });
    await atTime(on(0, '09:05'));
    await world.control('stripe', '/_sim/faults', { match: 'GET /v1/refunds*', status: 500, times: 3 });
    await world.work();
    expect(await rowsOf(world, 'outbox', { subject: checkout.paymentId })).toMatchObject([{ state: 'dead' }]);
    expect(await casesOf(checkout, 'refund-unanswered')).toMatchObject([
      { state: 'open', facts: { amount: 225_000 } },
    ]);
  });
});

describe('credits whose money is away', () => {
  async function withHeld(count: number) {
    const client = await world.client();
    const checkout = await paid(world, client);
    const sessions = [];
    for (let n = 0; n < count; n += 1)
      sessions.push(
        await booked(world, {
          as: ops,
          startsAt: on(3 + (days += 1), '14:00'),
          more: { clientId: client.id, mode: 'in_person' },
        }),
      );
    return { client, checkout, sessions };
  }
  let days = 0;

  it('and that were held do not come back by a cancellation; the lost dispute takes nothing more', async () => {
    const { client, checkout, sessions } = await withHeld(4);
    const id = await disputeAtStripe(world, checkout);
    await world.work();
    expect(await casesOf(checkout, 'refund-of-spent-credits')).toMatchObject([
      { facts: { shortfall: 4, held: 4, used: 0 } },
    ]);
    for (const session of sessions.slice(0, 2))
      expect((await end(world, 'cancel', session, { as: client })).status).toBe(200);
    expect(await balanceOf(world, client)).toMatchObject({ available: 0, held: 2 });
    expect(
      (await entriesOf(world, client, 'clawback')).map(({ quantity, key, reason }) => [
        quantity,
        key,
        reason,
      ]),
    ).toEqual(
      sessions.slice(0, 2).map((session) => [1, `clawback:release:${session.id}:1`, 'money-returned']),
    );
    const { body } = await world.api<{ docs: { kind: string; why: string }[] }>(
      'GET',
      '/api/credits/history',
      { as: client },
    );
    expect(body.docs.find(({ kind }) => kind === 'clawback')?.why).toMatch(
      /^It came back from the session with .+, and the money for .+ had gone back/,
    );
    await world.control('stripe', `/_sim/disputes/${id}/close`, { status: 'lost' });
    await world.work();
    expect(await balanceOf(world, client)).toMatchObject({ available: 0, held: 2 });
    expect(await auditSays()).toEqual([]);
  });

  it("are the client's again when the dispute is won: what is owed is forgotten, the taken come back", async () => {
    const { client, checkout, sessions } = await withHeld(3);
    const id = await disputeAtStripe(world, checkout);
    await world.work();
    expect((await end(world, 'cancel', sessions[0] as never, { as: client })).status).toBe(200);
    await world.control('stripe', `/_sim/disputes/${id}/close`, { status: 'won' });
    await world.work();
    expect(await balanceOf(world, client)).toMatchObject({ available: 2, held: 2 });
    expect((await end(world, 'cancel', sessions[1] as never, { as: client })).status).toBe(200);
    expect(await balanceOf(world, client)).toMatchObject({ available: 3, held: 1 });
    expect(await auditSays()).toEqual([]);
  });

  it('and that have lapsed open no case: there is nothing to decide', async () => {
    const { client, checkout } = await withHeld(0);
    await atTime(on(500, '09:00'));
    expect((await refund(checkout, 450_000)).status).toBe(202);
    expect(await casesOf(checkout, 'refund-of-spent-credits')).toEqual([]);
    expect(await balanceOf(world, client)).toMatchObject({ available: 0, expired: 4 });
    expect(await auditSays()).toEqual([]);
  });
});

describe('a refund that fails', () => {
  it('is put before staff, once', async () => {
    const checkout = await paid(world, await world.client());
    const id = await refundAtStripe(world, checkout, 225_000);
    await world.work();
    await world.control('stripe', `/_sim/refunds/${id}/fail`, {});
    await world.work();
    expect(await casesOf(checkout, 'refund-failed')).toMatchObject([
      { key: `refund-failed:${id}`, state: 'open', facts: { amount: 225_000 } },
    ]);
  });

  it('at once is not told as done', async () => {
    const client = await world.client();
    const checkout = await paid(world, client);
    const failing = () =>
      withStripe(
        (real) => ({
          async createRefund(input) {
            const made = await real.createRefund(input);
            await world.control('stripe', `/_sim/refunds/${made.id}/fail`, {});
            return { ...made, status: 'failed' as const };
          },
        }),
        () => refund(checkout, 225_000),
      );
    const reply = await failing();
    expect([outcomeOf(reply), reply.body.error?.message]).toEqual([
      '409 INVALID_TRANSITION',
      expect.stringContaining('failed at the bank'),
    ]);
    expect(await paymentRow(world, checkout)).toMatchObject({
      status: 'succeeded',
      refundedAmount: 0,
      pendingRefunds: [],
    });
    expect(await balanceOf(world, client)).toMatchObject({ available: 4 });
    expect(await casesOf(checkout, 'refund-failed')).toHaveLength(1);
    await world.work();
  });
});

describe('reconciliation', () => {
  const reconcile = async () => (await import('../../src/payments/reconcile')).reconcile(world.payload);

  it('goes on past a payment that Stripe does not know, and tells staff of it', async () => {
    const [lost, found] = [
      (await startCheckout(world, await world.client())).body,
      (await startCheckout(world, await world.client())).body,
    ];
    await world.control('stripe', '/_sim/webhooks', { enabled: false });
    await pay(world, found);
    await world.control('stripe', '/_sim/webhooks', { enabled: true });
    await (
      await native('payments')
    ).updateOne({ _id: new ObjectId(lost.paymentId) }, { $set: { intentId: 'pi_of_another_account' } });
    await atTime(on(0, '10:00'));
    expect(await reconcile()).toMatchObject({ failures: 1 });
    expect(await paymentRow(world, found)).toMatchObject({ status: 'succeeded' });
    expect(await casesOf(lost, 'payment-not-reconciled')).toMatchObject([
      { key: `reconcile:${lost.paymentId}`, state: 'open' },
    ]);
    await (await native('payments')).deleteOne({ _id: new ObjectId(lost.paymentId) });
    await world.work();
  });

  it('gives an event whose tries ran out all of them again after a pause, none to one no try can mend', async () => {
    const checkout = await buy(world, await world.client());
    // All that Stripe tells of it is in before it is looked at.
    await world.stripe.idle();
    const inbox = await native('inbox-events');
    const waiting = await inbox.find({ state: 'received' }).toArray();
    const died = { state: 'failed', updatedAt: new Date(on(0, '09:00')) };
    await inbox.updateMany({ state: 'received' }, { $set: { ...died, attempts: 20 } });
    const unusable = waiting.find(({ type }) => type !== 'payment_intent.succeeded');
    await inbox.updateOne({ _id: unusable?._id }, { $set: { attempts: 1 } });
    await atTime(on(0, '12:59'));
    expect((await reconcile()).eventsRevived).toBe(0);
    await atTime(on(0, '13:00'));
    expect((await reconcile()).eventsRevived).toBe(waiting.length - 1);
    await world.work();
    expect(await paymentRow(world, checkout)).toMatchObject({ status: 'succeeded' });
    expect(await inbox.findOne({ _id: unusable?._id })).toMatchObject({ state: 'failed', attempts: 1 });
  });

  it('and events put money before staff that has our mark and no payment, or one with another intent', async () => {
    const client = await world.client();
    const gone = await buy(world, client);
    const other = await buy(world, await world.client());
    const payments = await native('payments');
    await payments.deleteOne({ _id: new ObjectId(gone.paymentId) });
    await payments.updateOne({ _id: new ObjectId(other.paymentId) }, { $set: { intentId: 'pi_another' } });
    await world.work();
    const cases = await rowsOf(world, 'cases', { kind: 'stripe-without-payment' });
    expect(cases.map(({ key, payment }) => [key, payment ? String(payment) : null]).sort()).toEqual(
      [
        [`stripe-without-payment:${intentOf(gone)}`, null],
        [`stripe-without-payment:${intentOf(other)}`, other.paymentId],
      ].sort(),
    );
    expect(await balanceOf(world, client)).toMatchObject({ available: 0 });
  });
});
