import { signatureHeader } from '../../simulators/stripe/sign';
import { faultCase } from '../support/cases';
import { brokenInvariants, rowsOf } from '../support/invariants';
import {
  atTime,
  balanceOf,
  type CheckoutBody,
  codeOf,
  intentOf,
  on,
  pay,
  startCheckout,
} from '../support/steps';
import { paymentRow, tellAll, untold } from '../support/stripeSide';
import { type Reply, startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld('webhook-cases');
  await atTime(on(0, '09:00'));
});
afterAll(() => world.close());
afterEach(async () => {
  expect(await brokenInvariants(world)).toEqual([]);
});

const SECRET = 'whsec_simulated';
/** Stripe signs in real time. */
const seconds = (): number => Math.floor(Date.now() / 1000);
const event = (id: string, over: Record<string, unknown> = {}): string =>
  JSON.stringify({
    id,
    object: 'event',
    api_version: '2026-10-28.endive',
    created: seconds(),
    livemode: false,
    pending_webhooks: 1,
    type: 'payment_intent.succeeded',
    data: { object: { id: 'pi_forged', object: 'payment_intent' } },
    ...over,
  });
const post = (body: string, signature?: string): Promise<Reply> =>
  world.api('POST', '/api/payments/webhook', {
    body,
    headers: signature === undefined ? {} : { 'stripe-signature': signature },
  });
const stored = (eventId: string) => rowsOf(world, 'inbox-events', { eventId });

const signed = (body: string, age = 0, secret = SECRET): string =>
  signatureHeader(body, secret, seconds() - age);
/** One character of it is another. */
const damaged = (text: string, at: number): string =>
  text.slice(0, at) + (text[at] === 'x' ? 'y' : 'x') + text.slice(at + 1);

faultCase(
  8,
  'a forged webhook is refused without a word why, and nothing is stored',
  async ({ seed, random }) => {
    // The most tempting forgery: of a real payment that is not paid yet.
    const client = await world.client();
    const { body: checkout } = await startCheckout(world, client);
    // Stripe itself tells that the intent was made; that event is true, and counted before the forgeries come.
    await world.stripe.idle();
    const body = event(`evt_forged_${seed}`, {
      data: { object: { id: intentOf(checkout), object: 'payment_intent', status: 'succeeded' } },
    });
    const forgeries: [string, string | undefined][] = [
      [body, undefined],
      [body, ''],
      [body, signed(body, 0, `whsec_${random.int(0, 1e9)}`)],
      [body, signed(body, random.int(301, 100_000))],
      [JSON.stringify(JSON.parse(body), null, 1), signed(body)],
      [body, signed(body).replace('v1=', 'v0=')],
      [body, damaged(signed(body), signed(body).length - random.int(1, 64))],
      [damaged(body, random.int(1, body.length - 2)), signed(body)],
      ['not json', signed('not json')],
    ];
    const before = (await rowsOf(world, 'inbox-events')).length;
    for (const [forged, signature] of random.shuffled(forgeries)) {
      const refused = await post(forged, signature);
      expect([refused.status, refused.body, signature]).toEqual([
        400,
        { error: { code: 'SIGNATURE_INVALID', message: 'The signature is not valid.' } },
        signature,
      ]);
    }
    expect((await rowsOf(world, 'inbox-events')).length).toBe(before);
    await world.work();
    expect(await paymentRow(world, checkout)).toMatchObject({ status: 'created' });
    expect(await balanceOf(world, client)).toMatchObject({ available: 0 });
  },
);

faultCase(
  9,
  'an unknown type, a newer API version and unknown metadata are accepted, stored and ignored',
  async ({ seed, random }) => {
    const strange: Record<string, unknown>[] = [
      { type: `radar.something_new_${random.int(0, 1e6)}` },
      {
        type: 'charge.updated',
        api_version: `20${random.int(27, 40)}-01-01.acacia`,
        data: { object: { id: 'ch_1', object: 'charge' } },
      },
      {
        type: 'customer.updated',
        data: {
          object: { id: 'cus_1', object: 'customer', metadata: { paymentId: 'not-ours', odd: '{{x}}' } },
        },
      },
      { type: 'payment_intent.succeeded', data: { object: { id: 'x', object: 'thing' } } },
    ];
    const ledger = (await rowsOf(world, 'transactions')).length;
    for (const [index, over] of random.shuffled(strange).entries()) {
      const id = `evt_strange_${seed}_${index}`;
      const body = event(id, over);
      for (let times = random.int(1, 3); times > 0; times -= 1)
        expect(await post(body, signed(body, random.int(0, 290)))).toMatchObject({
          status: 200,
          body: { received: true },
        });
      expect(await stored(id)).toMatchObject([{ state: 'received' }]);
      await world.work();
      expect(await stored(id)).toMatchObject([{ state: 'ignored', type: over.type }]);
    }
    expect(await rowsOf(world, 'transactions')).toHaveLength(ledger);
  },
);

faultCase(
  11,
  'a delayed method grants nothing while it is under way, and what it ends in decides',
  async ({ random }) => {
    for (const [card, status, credits] of random.shuffled([
      ['4000007770000005', 'succeeded', 4],
      ['4000007770000013', 'failed', 0],
    ] as const)) {
      const client = await world.client();
      let checkout: CheckoutBody | undefined;
      const underWay = await untold(world, async () => {
        checkout = (await startCheckout(world, client)).body;
        // Another card may have been refused before.
        if (random.int(0, 1) === 0) await pay(world, checkout, '4000000000000002');
        await pay(world, checkout, card);
      });
      await tellAll(world, random.shuffled(underWay), () => random.int(1, 3));
      await world.work();
      expect(await paymentRow(world, checkout as CheckoutBody)).toMatchObject({ status: 'processing' });
      expect(await balanceOf(world, client)).toMatchObject({ available: 0 });
      const end = await untold(world, () =>
        world.control('stripe', `/_sim/payment_intents/${intentOf(checkout as CheckoutBody)}/settle`, {}),
      );
      await tellAll(world, random.shuffled([...end, ...underWay]), () => random.int(1, 3));
      await world.work();
      expect(await paymentRow(world, checkout as CheckoutBody)).toMatchObject({ status });
      expect(await balanceOf(world, client)).toMatchObject({ available: credits });
      expect(
        await rowsOf(world, 'messages', {
          template: 'payment-confirmation',
          payment: (await paymentRow(world, checkout as CheckoutBody))._id,
        }),
      ).toHaveLength(credits > 0 ? 1 : 0);
    }
  },
);

describe('the webhook', () => {
  it('with an intent that is not ours is stored and ignored', async () => {
    const answer = await fetch(`${world.stripe.url}/v1/payment_intents`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer sk_test_simulated',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'amount=100&currency=usd&automatic_payment_methods[enabled]=true',
    });
    const foreign = (await answer.json()) as { id: string };
    await world.control('stripe', `/_sim/payment_intents/${foreign.id}/pay`, {});
    await world.work();
    const rows = await rowsOf(world, 'inbox-events', {
      'payload.data.object.id': foreign.id,
      type: 'payment_intent.succeeded',
    });
    expect(rows).toMatchObject([{ state: 'ignored', note: 'not ours' }]);
  });

  it('is not for browsers: no other method, and nothing too large', async () => {
    expect((await world.api('GET', '/api/payments/webhook')).status).toBe(405);
    const huge = event('evt_huge', { padding: 'x'.repeat(1_100_000) });
    expect(codeOf(await post(huge, signed(huge)))).toBe('VALIDATION');
    expect(await stored('evt_huge')).toEqual([]);
  });
});
