import { ObjectId } from 'mongodb';

import { faultCase } from '../support/cases';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, balanceOf, booked, buy, type CheckoutBody, end, on, startCheckout } from '../support/steps';
import {
  disputeAtStripe,
  entriesOf,
  paid,
  paymentRow,
  refundAtStripe,
  tellAll,
  untold,
} from '../support/stripeSide';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
let owner: Person;
beforeAll(async () => {
  world = await startWorld('reversal-cases');
  await atTime(on(0, '09:00'));
  owner = await world.staff('owner');
});
afterAll(() => world.close());
beforeEach(() => atTime(on(0, '09:00')));
afterEach(async () => {
  expect(await brokenInvariants(world)).toEqual([]);
});

/** Discovery & Assessment: so many credits for so many cents. */
const [CREDITS, PRICE] = [4, 450_000];
const owedFor = (amount: number): number => Math.floor((CREDITS * amount) / PRICE);
const takenFrom = async (client: Person): Promise<number> =>
  (await entriesOf(world, client, 'clawback')).reduce((sum, { quantity }) => sum + Number(quantity), 0);

/** Books so many sessions, at times nobody has: eight a day. */
let times = 0;
async function sessions(client: Person, count: number) {
  const made = [];
  for (; made.length < count; times += 1) {
    const startsAt = on(1 + Math.floor(times / 8), `${String(2 * (times % 8)).padStart(2, '0')}:00`);
    made.push(await booked(world, { as: owner, startsAt, more: { clientId: client.id, mode: 'in_person' } }));
  }
  return made;
}

faultCase(3, 'a refund that arrives before the success ends as in order', async ({ random }) => {
  const client = await world.client();
  let checkout: CheckoutBody | undefined;
  const success = await untold(world, async () => {
    checkout = await buy(world, client);
  });
  const amounts = random.parts(random.int(3, PRICE), random.int(1, 3));
  const refunds = await untold(world, async () => {
    for (const amount of amounts) await refundAtStripe(world, checkout as CheckoutBody, amount);
  });
  await tellAll(world, random.shuffled(refunds), () => random.int(1, 3));
  await world.work();
  await tellAll(world, random.shuffled(success), () => random.int(1, 3));
  await world.work();
  const refunded = amounts.reduce((sum, amount) => sum + amount);
  expect(await paymentRow(world, checkout as CheckoutBody)).toMatchObject({
    status: refunded === PRICE ? 'refunded' : 'partially_refunded',
    refundedAmount: refunded,
  });
  expect(await balanceOf(world, client)).toMatchObject({ available: CREDITS - owedFor(refunded) });
  expect(await entriesOf(world, client, 'grant')).toHaveLength(1);
  expect(await takenFrom(client)).toBe(owedFor(refunded));
});

faultCase(
  4,
  'two partial refunds and a full one, shuffled and repeated, take the share of what was refunded',
  async ({ random }) => {
    const client = await world.client();
    const checkout = await paid(world, client);
    let refunded = 0;
    let waiting: Awaited<ReturnType<typeof untold>> = [];
    for (const [index, amount] of random.parts(PRICE, 3).entries()) {
      waiting.push(...(await untold(world, () => refundAtStripe(world, checkout, amount))));
      refunded += amount;
      // Told at once, or only with the next.
      if (index < 2 && random.int(0, 1) === 0) continue;
      await tellAll(world, random.shuffled(waiting), () => random.int(1, 3));
      await world.work();
      waiting = random.shuffled(waiting).slice(0, 1);
      expect(await takenFrom(client)).toBe(owedFor(refunded));
    }
    expect(await paymentRow(world, checkout)).toMatchObject({
      status: 'refunded',
      refundedAmount: PRICE,
      feeReversed: 67_500,
    });
    expect(await balanceOf(world, client)).toMatchObject({ available: 0 });
  },
);

faultCase(
  5,
  'a refund of credits already spent or held takes the unspent, and asks staff about the rest',
  async ({ random }) => {
    const client = await world.client();
    const checkout = await paid(world, client);
    const away = random.int(1, CREDITS);
    const spent = random.int(0, away);
    const booked = await sessions(client, away);
    await atTime(on(100, '09:00'));
    for (const session of booked.slice(0, spent))
      expect((await end(world, 'complete', session, { as: owner })).status).toBe(200);
    const wanted = random.int(CREDITS - away + 1, CREDITS);
    const told = await untold(world, () =>
      refundAtStripe(
        world,
        checkout,
        Math.min(PRICE, Math.ceil((wanted * PRICE) / CREDITS) + random.int(0, PRICE / CREDITS - 1)),
      ),
    );
    await tellAll(world, random.shuffled(told), () => random.int(1, 3));
    await world.work();
    expect(await balanceOf(world, client)).toMatchObject({ available: 0, held: away - spent, used: spent });
    expect(await takenFrom(client)).toBe(CREDITS - away);
    const cases = await rowsOf(world, 'cases', { payment: new ObjectId(checkout.paymentId) });
    expect(cases).toEqual([
      expect.objectContaining({
        kind: 'refund-of-spent-credits',
        state: 'open',
        facts: expect.objectContaining({ shortfall: wanted - (CREDITS - away) }),
      }),
    ]);
  },
);

faultCase(6, 'a refund that was reported and then failed is reversed once', async ({ random }) => {
  const client = await world.client();
  const checkout = await paid(world, client);
  const amount = random.int(PRICE / CREDITS, PRICE);
  let id = '';
  await tellAll(
    world,
    random.shuffled(await untold(world, async () => (id = await refundAtStripe(world, checkout, amount)))),
  );
  await world.work();
  expect(await balanceOf(world, client)).toMatchObject({ available: CREDITS - owedFor(amount) });
  const failure = await untold(world, () => world.control('stripe', `/_sim/refunds/${id}/fail`, {}));
  for (let round = 0; round < random.int(1, 2); round += 1) {
    await tellAll(world, random.shuffled(failure), () => random.int(1, 3));
    await world.work();
  }
  expect(await paymentRow(world, checkout)).toMatchObject({
    status: 'succeeded',
    refundedAmount: 0,
    feeReversed: 0,
  });
  expect(await balanceOf(world, client)).toMatchObject({ available: CREDITS });
  expect((await entriesOf(world, client, 'reinstate')).map(({ quantity, key }) => [quantity, key])).toEqual([
    [owedFor(amount), `reinstate:${id}`],
  ]);
  expect(await takenFrom(client)).toBe(owedFor(amount));
});

const DECISIONS = [
  { status: 'lost', payment: 'refunded', returned: false },
  { status: 'won', payment: 'succeeded', returned: true },
] as const;

faultCase(
  7,
  'a dispute freezes the credits; lost it takes them, won it returns them, once each',
  async ({ random }) => {
    for (const { status, payment, returned } of random.shuffled(DECISIONS)) {
      const client = await world.client();
      const checkout = await paid(world, client);
      const held = random.int(0, CREDITS - 1);
      await sessions(client, held);
      let id = '';
      const opening = await untold(world, async () => (id = await disputeAtStripe(world, checkout)));
      const isInOrder = random.int(0, 2) > 0;
      if (isInOrder) {
        await tellAll(world, random.shuffled(opening), () => random.int(1, 3));
        await world.work();
        expect(await paymentRow(world, checkout)).toMatchObject({ status: 'disputed', refundedAmount: 0 });
        expect(await balanceOf(world, client)).toMatchObject({ available: 0, held });
      }
      const closing = await untold(world, () =>
        world.control('stripe', `/_sim/disputes/${id}/close`, { status }),
      );
      await tellAll(world, random.shuffled(closing), () => random.int(1, 3));
      await world.work();
      await tellAll(world, random.shuffled(opening));
      await world.work();
      expect(await paymentRow(world, checkout)).toMatchObject({ status: payment });
      expect(await balanceOf(world, client)).toMatchObject({
        available: returned ? CREDITS - held : 0,
        held,
      });
      const moved = {
        clawback: (await entriesOf(world, client, 'clawback')).length,
        reinstate: (await entriesOf(world, client, 'reinstate')).length,
      };
      // One that is first heard of when it is won took nothing.
      const froze = isInOrder || !returned;
      expect(moved).toEqual({ clawback: froze ? 1 : 0, reinstate: froze && returned ? 1 : 0 });
    }
  },
);

faultCase(
  10,
  'after five days without webhooks reconciliation ends in the same state, and late events change nothing',
  async ({ random }) => {
    const { reconcile } = await import('../../src/payments/reconcile');
    const client = await world.client();
    const bought: { checkout: CheckoutBody; status: string; credits: number }[] = [];
    const events = await untold(world, async () => {
      for (const slug of random.shuffled([
        'discovery-assessment',
        'strategic-planning',
        'quarterly-advisory',
        'annual-partnership',
      ])) {
        const fate = random.pick(['paid', 'refunded', 'disputed', 'left open'] as const);
        const checkout =
          fate === 'left open'
            ? (await startCheckout(world, client, slug)).body
            : await buy(world, client, slug);
        if (fate === 'refunded') await refundAtStripe(world, checkout, checkout.amount);
        if (fate === 'disputed') await disputeAtStripe(world, checkout);
        bought.push({
          checkout,
          status: { paid: 'succeeded', refunded: 'refunded', disputed: 'disputed', 'left open': 'cancelled' }[
            fate
          ],
          credits: fate === 'paid' ? checkout.creditsIncluded : 0,
        });
      }
    });
    await world.work();
    expect(await balanceOf(world, client)).toMatchObject({ available: 0 });
    await atTime(on(5, '09:00'));
    await Promise.all(Array.from({ length: random.int(1, 3) }, () => reconcile(world.payload)));
    await world.work();
    const ends = async () =>
      Promise.all(bought.map(async ({ checkout }) => (await paymentRow(world, checkout)).status));
    expect(await ends()).toEqual(bought.map(({ status }) => status));
    expect(await balanceOf(world, client)).toMatchObject({
      available: bought.reduce((sum, { credits }) => sum + credits, 0),
    });

    const ledger = (await rowsOf(world, 'transactions')).length;
    expect(new Set(await tellAll(world, random.shuffled(events), () => random.int(1, 2)))).toEqual(
      new Set([200]),
    );
    await world.work();
    expect((await reconcile(world.payload)).eventsMissed).toBe(0);
    expect(await ends()).toEqual(bought.map(({ status }) => status));
    expect(await rowsOf(world, 'transactions')).toHaveLength(ledger);
  },
);
