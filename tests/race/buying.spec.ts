import { ObjectId } from 'mongodb';

import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, balanceOf, buy, type CheckoutBody, intentOf, newKey, on, pay, startCheckout } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld('race-buying');
  await atTime(on(0, '09:00'));
});
afterEach(async () => {
  expect(await brokenInvariants(world)).toEqual([]);
});
afterAll(() => world.close());

const processInbox = async (workers: number): Promise<void> => {
  const queues = await import('../../src/jobs/queues');
  await Promise.all(Array.from({ length: workers }, () => queues.processInbox(world.payload)));
};
const eventsOf = (checkout: CheckoutBody) => rowsOf(world, 'inbox-events', { 'payload.data.object.id': intentOf(checkout) });
const deliver = (eventId: string, times: number) =>
  world.control('stripe', '/_sim/deliver', { eventId, times }).then(({ results }) => (results as { status?: number }[]).map(({ status }) => status));

async function assertGrantedOnce(client: Person, { paymentId }: CheckoutBody): Promise<void> {
  expect(await rowsOf(world, 'credit-grants', { payment: new ObjectId(paymentId) })).toHaveLength(1);
  expect((await rowsOf(world, 'transactions', { client: new ObjectId(client.id) })).map(({ kind, quantity }) => [kind, quantity])).toEqual([['grant', 4]]);
  expect(await rowsOf(world, 'messages', { payment: new ObjectId(paymentId) })).toHaveLength(1);
  expect(await balanceOf(world, client)).toMatchObject({ available: 4 });
}

describe('case 1: the same event, 50 at once and again a day later', () => {
  it('grants once, answers each with 2xx, and is one row of the inbox', async () => {
    const client = await world.client();
    // With delivery off the first arrival is already one of fifty.
    await world.control('stripe', '/_sim/webhooks', { enabled: false });
    const { body: checkout } = await startCheckout(world, client);
    await pay(world, checkout);
    await world.control('stripe', '/_sim/webhooks', { enabled: true });
    const { events } = (await world.control('stripe', '/_sim/state')) as { events: { id: string; type: string; data: { object: { id: string } } }[] };
    const eventId = events.find((event) => event.type === 'payment_intent.succeeded' && event.data.object.id === intentOf(checkout))?.id ?? '';

    expect(await deliver(eventId, 50)).toEqual(Array(50).fill(200));
    expect(await rowsOf(world, 'inbox-events', { eventId })).toHaveLength(1);
    await processInbox(4);
    await assertGrantedOnce(client, checkout);

    await atTime(on(1, '09:00'));
    expect(await deliver(eventId, 50)).toEqual(Array(50).fill(200));
    await processInbox(4);
    expect(await rowsOf(world, 'inbox-events', { eventId })).toMatchObject([{ state: 'processed' }]);
    await assertGrantedOnce(client, checkout);
    await atTime(on(0, '09:00'));
  });
});

describe('case 2: one payment, several event types and the browser\'s return at once', () => {
  it('grants once, whichever is applied first', async () => {
    const client = await world.client();
    const { body: checkout } = await startCheckout(world, client);
    await pay(world, checkout, '4000000000000002');
    await pay(world, checkout, '4000002500003155', { authenticate: 'succeed' });
    await world.stripe.idle();
    const waiting = await eventsOf(checkout);
    expect(new Set(waiting.map(({ type }) => type)).size).toBeGreaterThanOrEqual(3);
    // The browser comes back: it asks for its payment, and opens the same checkout in another tab.
    const back = () => Promise.all([world.api('GET', `/api/payments/${checkout.paymentId}`, { as: client }), startCheckout(world, client, undefined, newKey())]);
    await Promise.all([processInbox(6), back(), back(), back()]);
    await world.work();
    await assertGrantedOnce(client, checkout);
    const ended = await eventsOf(checkout);
    expect(ended.filter(({ state }) => state !== 'processed' && state !== 'ignored')).toEqual([]);
  });

  it('grants once for each of ten payments that arrive together', async () => {
    const clients = await world.crowd(10);
    const checkouts = await Promise.all(clients.map((client) => buy(world, client)));
    await world.stripe.idle();
    await processInbox(6);
    await world.work();
    for (const [index, client] of clients.entries()) await assertGrantedOnce(client, checkouts[index] as CheckoutBody);
    const numbers = (await rowsOf(world, 'payments', { status: 'succeeded' })).map(({ invoiceNumber }) => String(invoiceNumber)).sort();
    expect(numbers).toEqual(numbers.map((_, index) => `IS-2031-${String(index + 1).padStart(6, '0')}`));
  });

  it('starts one payment for one key, however often it is clicked', async () => {
    const client = await world.client();
    const key = newKey();
    const replies = await Promise.all(Array.from({ length: 10 }, () => startCheckout(world, client, undefined, key)));
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.paymentId} ${body.clientSecret}`)).size).toBe(1);
    expect(await rowsOf(world, 'payments', { client: new ObjectId(client.id) })).toHaveLength(1);
  });
});
