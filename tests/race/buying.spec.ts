import { ObjectId } from 'mongodb';

import { faultCase } from '../support/cases';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, balanceOf, buy, type CheckoutBody, newKey, on, pay, startCheckout } from '../support/steps';
import { tellAll, untold } from '../support/stripeSide';
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

async function assertGrantedOnce(client: Person, { paymentId }: CheckoutBody): Promise<void> {
  expect(await rowsOf(world, 'credit-grants', { payment: new ObjectId(paymentId) })).toHaveLength(1);
  expect(
    (await rowsOf(world, 'transactions', { client: new ObjectId(client.id) })).map(({ kind, quantity }) => [
      kind,
      quantity,
    ]),
  ).toEqual([['grant', 4]]);
  expect(await rowsOf(world, 'messages', { payment: new ObjectId(paymentId) })).toHaveLength(1);
  expect(await balanceOf(world, client)).toMatchObject({ available: 4 });
}

faultCase(
  1,
  'the same event, 50 at once and again a day later, grants once, is answered with 2xx each time, and is ' +
    'one row of the inbox',
  async ({ random }) => {
    await atTime(on(0, '09:00'));
    const client = await world.client();
    let checkout: CheckoutBody | undefined;
    // With delivery off the first arrival is already one of fifty.
    const events = await untold(world, async () => {
      checkout = (await startCheckout(world, client)).body;
      await pay(world, checkout);
    });
    const success = events.filter(({ type }) => type === 'payment_intent.succeeded');
    const [copies, workers] = [random.int(50, 70), random.int(2, 6)];
    expect(await tellAll(world, success, () => copies)).toEqual(Array(copies).fill(200));
    expect(await rowsOf(world, 'inbox-events', { eventId: success[0]?.id })).toHaveLength(1);
    await processInbox(workers);
    await assertGrantedOnce(client, checkout as CheckoutBody);

    await atTime(on(random.int(1, 25), '09:00'));
    expect(await tellAll(world, success, () => copies)).toEqual(Array(copies).fill(200));
    await processInbox(workers);
    expect(await rowsOf(world, 'inbox-events', { eventId: success[0]?.id })).toMatchObject([
      { state: 'processed' },
    ]);
    await assertGrantedOnce(client, checkout as CheckoutBody);
    await atTime(on(0, '09:00'));
  },
);

faultCase(
  2,
  "one payment, several event types and the browser's return at once, grants once, whichever is applied first",
  async ({ random }) => {
    const client = await world.client();
    let checkout: CheckoutBody | undefined;
    const events = await untold(world, async () => {
      checkout = (await startCheckout(world, client)).body;
      for (let refused = random.int(1, 3); refused > 0; refused -= 1)
        await pay(world, checkout, random.pick(['4000000000000002', '4000000000009995']));
      await pay(world, checkout, '4000002500003155', { authenticate: 'succeed' });
    });
    expect(new Set(events.map(({ type }) => type)).size).toBeGreaterThanOrEqual(3);
    const { paymentId } = checkout as unknown as CheckoutBody;
    // The browser comes back: it asks for its payment, and opens the same checkout in another tab.
    const back = () =>
      Promise.all([
        world.api('GET', `/api/payments/${paymentId}`, { as: client }),
        startCheckout(world, client, undefined, newKey()),
      ]);
    await tellAll(world, random.shuffled(events), () => random.int(1, 3));
    await Promise.all([processInbox(random.int(2, 6)), ...Array.from({ length: random.int(1, 3) }, back)]);
    await world.work();
    await assertGrantedOnce(client, checkout as unknown as CheckoutBody);
    const ended = await rowsOf(world, 'inbox-events', { eventId: { $in: events.map(({ id }) => id) } });
    expect(ended.filter(({ state }) => state !== 'processed' && state !== 'ignored')).toEqual([]);
  },
);

describe('many payments at once', () => {
  it('grants once for each of ten payments that arrive together', async () => {
    const clients = await world.crowd(10);
    const checkouts = await Promise.all(clients.map((client) => buy(world, client)));
    await world.stripe.idle();
    await processInbox(6);
    await world.work();
    for (const [index, client] of clients.entries())
      await assertGrantedOnce(client, checkouts[index] as CheckoutBody);
    const numbers = (await rowsOf(world, 'payments', { status: 'succeeded' }))
      .map(({ invoiceNumber }) => String(invoiceNumber))
      .sort();
    expect(numbers).toEqual(numbers.map((_, index) => `IS-2031-${String(index + 1).padStart(6, '0')}`));
  });

  it('starts one payment for one key, however often it is clicked', async () => {
    const client = await world.client();
    const key = newKey();
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => startCheckout(world, client, undefined, key)),
    );
    expect(
      new Set(replies.map(({ status, body }) => `${status} ${body.paymentId} ${body.clientSecret}`)).size,
    ).toBe(1);
    expect(await rowsOf(world, 'payments', { client: new ObjectId(client.id) })).toHaveLength(1);
  });

  it('starts one payment for many keys at once: two tabs, or an impatient client', async () => {
    for (let round = 0; round < 5; round += 1) {
      const client = await world.client();
      const replies = await Promise.all(
        Array.from({ length: 6 }, () => startCheckout(world, client, undefined, newKey())),
      );
      expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(201));
      expect(new Set(replies.map(({ body }) => body.clientSecret)).size).toBe(1);
      expect(await rowsOf(world, 'payments', { client: new ObjectId(client.id) })).toHaveLength(1);
    }
    const intents = (await world.control('stripe', '/_sim/state')).payment_intents as {
      metadata: { paymentId: string };
    }[];
    expect(new Set(intents.map(({ metadata }) => metadata.paymentId)).size).toBe(intents.length);
  });
});
