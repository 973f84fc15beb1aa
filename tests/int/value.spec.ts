import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, booked, buy, type CheckoutBody, end, intentOf, newKey, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

/** 52 credits for 45,000.00: 865.38 each, and a cent more for the last 24. */
const PRICE = 86_538;

let world: World;
let client: Person;
let owner: Person;
beforeAll(async () => {
  world = await startWorld('value');
  await atTime(on(0, '09:00'));
  client = await world.client({ credits: 2 });
  owner = await world.staff('owner');
});
afterAll(() => world.close());
afterEach(async () => {
  expect(await brokenInvariants(world)).toEqual([]);
  const { runAudit } = await import('../../src/operations/audit/runAudit');
  const findings = await runAudit(world.payload);
  expect(findings.of.I2.differences).toEqual([]);
  const { readValue, totalsOf } = await import('../../src/payments/readValue');
  for (const { paid, earned, deferred, expired, refunded } of totalsOf(
    await readValue(world.payload, { client: client.id }),
  )) {
    expect(earned + deferred + expired + refunded).toBe(paid);
  }
});

const why = { reasonCode: 'goodwill', note: 'As agreed on the phone' };

async function bought(slug: string): Promise<CheckoutBody> {
  const checkout = await buy(world, client, slug);
  await world.work();
  return checkout;
}
async function valueOf(checkout: CheckoutBody) {
  const { readValue } = await import('../../src/payments/readValue');
  const [value] = await readValue(world.payload, { payment: checkout.paymentId });
  const { paid, earned, deferred, expired, refunded } = value ?? {
    paid: 0,
    earned: 0,
    deferred: 0,
    expired: 0,
    refunded: 0,
  };
  return { paid, earned, deferred, expired, refunded };
}
async function totals() {
  const { readValue, totalsOf } = await import('../../src/payments/readValue');
  return totalsOf(await readValue(world.payload, { client: client.id }));
}
async function correct(
  checkout: CheckoutBody,
  how: 'void' | 'extend',
  body: Record<string, unknown> = {},
): Promise<number> {
  const [grant] = (await rowsOf(world, 'credit-grants')).filter(
    ({ payment }) => String(payment) === checkout.paymentId,
  );
  return (
    await world.api('POST', `/api/credits/grants/${String(grant?._id)}/${how}`, {
      as: owner,
      key: newKey(),
      body: { ...why, ...body },
    })
  ).status;
}
async function session(day: number): Promise<void> {
  const consultation = await booked(world, { as: client, startsAt: on(day, '14:00') });
  await atTime(on(day, '15:00'));
  expect((await end(world, 'complete', consultation, { as: owner })).status).toBe(200);
}
const dispute = (checkout: CheckoutBody) =>
  world.control('stripe', `/_sim/payment_intents/${intentOf(checkout)}/dispute`, {});

describe('what became of the money, over a history of a year', () => {
  let annual: CheckoutBody;
  let quarterly: CheckoutBody;
  let discovery: CheckoutBody;

  it('credits that nobody paid for are worth nothing, whoever uses them', async () => {
    await session(1);
    await session(2);
    expect(await totals()).toEqual([]);
  });

  it('a purchase is deferred, and a session earns the price of its credit', async () => {
    annual = await bought('annual-partnership');
    expect(await valueOf(annual)).toEqual({
      paid: 4_500_000,
      earned: 0,
      deferred: 4_500_000,
      expired: 0,
      refunded: 0,
    });
    await session(3);
    expect(await valueOf(annual)).toMatchObject({ earned: PRICE, deferred: 4_500_000 - PRICE });
  });

  it('a refund that is no whole number of credits leaves what was earned, and makes the rest worth less', async () => {
    const refund = await world.api('POST', `/api/payments/${annual.paymentId}/refund`, {
      as: owner,
      key: newKey(),
      body: { ...why, amount: 100_000 },
    });
    expect([refund.status, refund.body.creditsClawedBack]).toEqual([202, 1]);
    await world.work();
    expect(await valueOf(annual)).toEqual({
      paid: 4_500_000,
      earned: PRICE,
      deferred: 4_500_000 - PRICE - 100_000,
      expired: 0,
      refunded: 100_000,
    });
  });

  it('a refund that fails at the bank is value again', async () => {
    const [refund] = (await world.control('stripe', '/_sim/state')).refunds as { id: string }[];
    await world.control('stripe', `/_sim/refunds/${refund?.id}/fail`, {});
    await world.work();
    expect(await valueOf(annual)).toEqual({
      paid: 4_500_000,
      earned: PRICE,
      deferred: 4_500_000 - PRICE,
      expired: 0,
      refunded: 0,
    });
  });

  it('credits in dispute stay deferred; lost, their money is refunded', async () => {
    discovery = await bought('discovery-assessment');
    await dispute(discovery);
    await world.work();
    expect(await valueOf(discovery)).toEqual({
      paid: 450_000,
      earned: 0,
      deferred: 450_000,
      expired: 0,
      refunded: 0,
    });
    const [lost] = (await world.control('stripe', '/_sim/state')).disputes as { id: string }[];
    await world.control('stripe', `/_sim/disputes/${lost?.id}/close`, { status: 'lost' });
    await world.work();
    expect(await valueOf(discovery)).toEqual({
      paid: 450_000,
      earned: 0,
      deferred: 0,
      expired: 0,
      refunded: 450_000,
    });
  });

  it('what lapses is expired by the clock, before the nightly job has written it down and after', async () => {
    quarterly = await bought('quarterly-advisory');
    await atTime(on(100, '09:00'));
    const lapsed = { paid: 890_000, earned: 0, deferred: 0, expired: 890_000, refunded: 0 };
    expect(await valueOf(quarterly)).toEqual(lapsed);
    const { expireCredits } = await import('../../src/credits/expireCredits');
    await expireCredits(world.payload);
    expect(await valueOf(quarterly)).toEqual(lapsed);
  });

  it('what is voided is expired, to the last cent', async () => {
    expect(await correct(annual, 'void')).toBe(200);
    expect(await valueOf(annual)).toEqual({
      paid: 4_500_000,
      earned: PRICE,
      deferred: 0,
      expired: 4_500_000 - PRICE,
      refunded: 0,
    });
  });

  it('in total is what was paid', async () => {
    expect(await totals()).toEqual([
      {
        currency: 'usd',
        paid: 5_840_000,
        earned: PRICE,
        deferred: 0,
        expired: 5_390_000 - PRICE,
        refunded: 450_000,
      },
    ]);
  });
});
