import { ObjectId } from 'mongodb';

import { faultCase } from '../support/cases';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, balanceOf, book, booked, end, MONDAY, on, outcomeOf } from '../support/steps';
import { type Person, type Reply, startWorld, type World } from '../support/world';

let world: World;
let owner: Person;
beforeAll(async () => {
  world = await startWorld('expiry');
  await atTime(on(0, '09:00'));
  owner = await world.staff('owner');
});
afterAll(() => world.close());
beforeEach(() => atTime(on(0, '09:00')));
afterEach(async () => {
  expect(await brokenInvariants(world)).toEqual([]);
});

/** Credits with an expiry so many days after the test's Monday. */
async function assign(client: Person, credits: number, validityDays: number): Promise<string> {
  const { body } = await world.api<{ grantId: string }>('POST', '/api/credits/assign', {
    as: owner,
    key: `${client.id}-${credits}-${validityDays}-${Math.random()}`,
    body: { clientId: client.id, credits, validityDays, reasonCode: 'contract', note: 'As agreed' },
  });
  return body.grantId;
}
const entriesOf = (client: Person, kind: string) =>
  rowsOf(world, 'transactions', { client: new ObjectId(client.id), kind });
const mailsOf = (client: Person, template: string) =>
  rowsOf(world, 'messages', { client: new ObjectId(client.id), template });
const expire = async (): Promise<number> =>
  (await import('../../src/credits/expireCredits')).expireCredits(world.payload);
async function warn(): Promise<number> {
  const { ONE_DAY, SEVEN_DAYS, warnExpiry } = await import('../../src/credits/warnExpiry');
  return (await warnExpiry(world.payload, SEVEN_DAYS)) + (await warnExpiry(world.payload, ONE_DAY));
}

describe('credits that lapse', () => {
  it('are unspendable from that very moment, and recorded once by the job on any number of workers', async () => {
    const client = await world.client();
    await assign(client, 3, 10);
    await atTime(new Date(Date.parse(on(10, '09:00')) - 1));
    expect(await balanceOf(world, client)).toMatchObject({ available: 3 });
    await atTime(on(10, '09:00'));
    expect(await balanceOf(world, client)).toMatchObject({ available: 0, expired: 3 });
    expect(await entriesOf(client, 'expire')).toHaveLength(0);
    await Promise.all([expire(), expire(), expire()]);
    await expire();
    expect(await entriesOf(client, 'expire')).toEqual([
      expect.objectContaining({
        quantity: 3,
        actor: 'system:credit-expiration',
        correlationId: expect.any(String),
      }),
    ]);
    expect(await balanceOf(world, client)).toMatchObject({ available: 0, expired: 3 });
  });
});

/** As staff, who may book at any hour: the sessions of a day two hours apart. */
const bookAt = (client: Person, day: number, index: number) =>
  book(world, {
    as: owner,
    startsAt: on(day, `${String(2 * index).padStart(2, '0')}:00`),
    more: { clientId: client.id, mode: 'in_person' },
  });

const heldByLot = async (client: Person): Promise<Record<string, number>> =>
  Object.fromEntries((await balanceOf(world, client)).lots.map(({ grantId, held }) => [grantId, held]));

faultCase(
  20,
  'the expiry job against bookings, a lot that lapses while held: soonest first, and no credit used twice',
  async ({ seed, random }) => {
    const [client, day] = [await world.client(), 2 + 20 * (seed % 25)];
    const [soon, later] = [random.int(1, 3), random.int(1, 3)];
    const lots: Record<string, string> = {};
    for (const which of random.shuffled(['soon', 'later']))
      lots[which] = await assign(client, which === 'soon' ? soon : later, day + (which === 'soon' ? 3 : 60));
    const jobs = () => Array.from({ length: random.int(1, 3) }, expire);

    // Before: each booking takes of the lot that lapses first.
    const wanted = random.int(1, soon);
    await atTime(on(day, '09:00'));
    const before = await Promise.all([
      ...Array.from({ length: wanted }, (_, index) => bookAt(client, day + 2, index)),
      ...jobs(),
    ]);
    expect(before.slice(0, wanted).map((reply) => outcomeOf(reply as Reply))).toEqual(
      Array(wanted).fill('201'),
    );
    expect(await heldByLot(client)).toEqual({ [lots.soon ?? '']: wanted, [lots.later ?? '']: 0 });

    // At that very moment: what is unspent of it cannot be held any more, what is held stays.
    await atTime(on(day + 3, '09:00'));
    const asked = later + random.int(0, 2);
    const late = await Promise.all([
      ...jobs(),
      ...Array.from({ length: asked }, (_, index) => bookAt(client, day + 9, index)),
    ]);
    expect(late.filter((reply) => typeof reply !== 'number' && reply.status === 201)).toHaveLength(later);
    await expire();
    expect(await balanceOf(world, client)).toMatchObject({
      available: 0,
      held: wanted + later,
      expired: soon - wanted,
    });
    expect(await heldByLot(client)).toEqual({ [lots.soon ?? '']: wanted, [lots.later ?? '']: later });

    // A credit of the lapsed lot that comes back: for our fault it lives 30 days more, else it is gone.
    const [ours, ...theirs] = before
      .slice(0, wanted)
      .map((reply) => (reply as Awaited<ReturnType<typeof bookAt>>).body.consultation);
    const isOurs = random.int(0, 1) === 1;
    if (ours)
      expect(
        (
          await end(world, isOurs ? 'no-show' : 'cancel', ours, {
            as: owner,
            more: isOurs ? { party: 'technical' } : {},
          })
        ).status,
      ).toBe(200);
    expect(await balanceOf(world, client)).toMatchObject({
      available: isOurs ? 1 : 0,
      held: wanted - 1 + later,
      expired: soon - wanted + (isOurs ? 0 : 1),
    });
    for (const session of theirs)
      expect((await end(world, 'complete', session, { as: owner })).status).toBe(200);
    expect(await balanceOf(world, client)).toMatchObject({ used: wanted - 1 });
    const moved = (
      await rowsOf(world, 'transactions', { client: new ObjectId(client.id), kind: 'extend' })
    ).map(({ newExpiresAt }) => newExpiresAt as Date);
    expect(moved).toEqual(isOurs ? [new Date(on(day + 33, '09:00'))] : []);
  },
);

describe('warnings of expiry', () => {
  it('come once, seven days and one day before, and again after an extension', async () => {
    const client = await world.client();
    const grant = await assign(client, 2, 10);
    expect(await warn()).toBe(0);
    await atTime(on(4, '09:00'));
    await Promise.all([warn(), warn()]);
    await atTime(on(9, '10:00'));
    await warn();
    await warn();
    expect(await mailsOf(client, 'expiration-warning-7day')).toHaveLength(1);
    expect(await mailsOf(client, 'expiration-warning-1day')).toHaveLength(1);
    const extended = await world.api('POST', `/api/credits/grants/${grant}/extend`, {
      as: owner,
      body: { expiresAt: on(20, '09:00'), reasonCode: 'goodwill', note: 'Holidays' },
    });
    expect(extended.status).toBe(200);
    await atTime(on(14, '09:00'));
    await warn();
    expect(await mailsOf(client, 'expiration-warning-7day')).toHaveLength(2);
    await world.work();
    const mails = world.mailbox.to(client.email).filter(({ subject }) => /expire/.test(subject ?? ''));
    expect(mails.at(-1)?.text).toContain('23 March 2031');
  });

  it('leave the whole time they name, and not an hour more, whenever a lot ends', async () => {
    const { SCHEDULE } = await import('../../src/jobs/schedule');
    const jobs = SCHEDULE.filter(({ name }) => name.startsWith('credit-warnings'));
    expect(jobs.map(({ every }) => every)).toEqual(['0 * * * *', '0 * * * *']);
    const client = await world.client();
    for (const minute of ['08:00', '08:59', '09:05', '10:00', '23:30']) {
      await atTime(on(0, minute));
      await assign(client, 1, 10);
    }
    for (let hour = 24; hour <= 11 * 24; hour += 1) {
      await atTime(new Date(Date.parse(on(0, '00:00')) + hour * 3_600_000));
      for (const { run } of jobs) await run(world.payload, () => false);
    }
    for (const [template, whole] of [
      ['expiration-warning-1day', 24],
      ['expiration-warning-7day', 168],
    ] as const) {
      const left = (await mailsOf(client, template)).map(
        ({ facts, createdAt }) => (Date.parse(facts.expiresAt) - createdAt.getTime()) / 3_600_000,
      );
      expect(left).toHaveLength(5);
      expect(left.filter((hours) => hours < whole || hours > whole + 1)).toEqual([]);
    }
  });

  it('do not come for a lot with nothing available', async () => {
    const client = await world.client();
    await assign(client, 1, 10);
    await booked(world, { as: client, startsAt: on(8, '14:00') });
    await atTime(on(4, '09:00'));
    await warn();
    expect(await mailsOf(client, 'expiration-warning-7day')).toHaveLength(0);
  });
});

describe('the low-balance warning', () => {
  it('comes once a crossing, and is armed again above the threshold', async () => {
    const client = await world.client();
    await assign(client, 3, 100);
    const first = await booked(world, { as: client, startsAt: on(7, '10:00') });
    await booked(world, { as: client, startsAt: on(7, '14:00') });
    expect(await mailsOf(client, 'low-credit-warning')).toHaveLength(1);
    await end(world, 'cancel', first, { as: client });
    await assign(client, 2, 100);
    await booked(world, { as: client, startsAt: on(8, '10:00') });
    expect(await mailsOf(client, 'low-credit-warning')).toHaveLength(1);
    await booked(world, { as: client, startsAt: on(9, '10:00') });
    expect(await mailsOf(client, 'low-credit-warning')).toHaveLength(2);
  });
});

describe('corrections by staff', () => {
  it('void what is left, once, with a reason; by finance and the owner only', async () => {
    const client = await world.client();
    const grant = await assign(client, 3, 100);
    const body = { reasonCode: 'correction', note: 'Assigned twice' };
    expect(
      outcomeOf(
        await world.api('POST', `/api/credits/grants/${grant}/void`, { as: await world.staff('ops'), body }),
      ),
    ).toBe('403 FORBIDDEN');
    expect((await world.api('POST', `/api/credits/grants/${grant}/void`, { as: owner, body })).status).toBe(
      200,
    );
    expect(outcomeOf(await world.api('POST', `/api/credits/grants/${grant}/void`, { as: owner, body }))).toBe(
      '409 INVALID_TRANSITION',
    );
    expect(await balanceOf(world, client)).toMatchObject({ available: 0 });
    expect(
      await rowsOf(world, 'audit-log', { action: 'credits.void', reason: 'Assigned twice' }),
    ).toHaveLength(1);
  });

  it('an extension needs a later time', async () => {
    const client = await world.client();
    const grant = await assign(client, 1, 10);
    const extend = (expiresAt: string) =>
      world.api('POST', `/api/credits/grants/${grant}/extend`, {
        as: owner,
        body: { expiresAt, reasonCode: 'goodwill', note: 'x' },
      });
    expect(outcomeOf(await extend(on(9, '09:00')))).toBe('409 INVALID_TRANSITION');
    expect(outcomeOf(await extend('tomorrow'))).toBe('422 VALIDATION');
  });

  it('an extension has limits: ten years for all, for ops 90 days beyond the expiry as issued, in all', async () => {
    const ops = await world.staff('ops');
    const client = await world.client();
    const grant = await assign(client, 1, 10);
    const extend = (as: Person, expiresAt: string) =>
      world.api('POST', `/api/credits/grants/${grant}/extend`, {
        as,
        body: { expiresAt, reasonCode: 'goodwill', note: 'x' },
      });
    const later = (instant: string): string => new Date(Date.parse(instant) + 1000).toISOString();
    const expiry = async () => [
      (
        await rowsOf(world, 'wallets', { client: new ObjectId(client.id) })
      )[0]?.lots[0].expiresAt.toISOString(),
      (await entriesOf(client, 'extend')).length,
    ];

    expect(await extend(owner, later(on(3650, '09:00')))).toMatchObject({
      status: 422,
      body: { error: { code: 'VALIDATION', fields: [{ path: 'expiresAt' }] } },
    });
    expect(outcomeOf(await extend(owner, '9999-12-31T00:00:00Z'))).toBe('422 VALIDATION');
    expect(outcomeOf(await extend(ops, later(on(100, '09:00'))))).toBe('403 FORBIDDEN');
    expect(await expiry()).toEqual([on(10, '09:00'), 0]);
    expect(outcomeOf(await extend(ops, on(60, '09:00')))).toBe('200');
    // In all: ninety days more from where it is now would be another hundred and forty.
    expect(outcomeOf(await extend(ops, later(on(100, '09:00'))))).toBe('403 FORBIDDEN');
    expect(outcomeOf(await extend(ops, on(100, '09:00')))).toBe('200');
    expect(await expiry()).toEqual([on(100, '09:00'), 2]);
    expect(outcomeOf(await extend(owner, on(3650, '09:00')))).toBe('200');
    expect(await expiry()).toEqual([on(3650, '09:00'), 3]);
  });
});

describe('the past', () => {
  it('is told from the ledger: balance at a moment, and a statement that closes with that balance', async () => {
    const client = await world.client();
    await assign(client, 3, 10);
    await atTime(on(1, '09:00'));
    await booked(world, { as: client, startsAt: on(3, '14:00') });
    await atTime(on(12, '09:00'));
    await expire();
    const at = async (moment: string) =>
      (
        await world.api<{ available: number; held: number }>('GET', `/api/credits/balance?at=${moment}`, {
          as: client,
        })
      ).body;
    expect(await at(on(0, '08:00'))).toMatchObject({ available: 0, held: 0 });
    expect(await at(on(0, '10:00'))).toMatchObject({ available: 3, held: 0 });
    expect(await at(on(1, '10:00'))).toMatchObject({ available: 2, held: 1 });
    expect(await at(on(11, '10:00'))).toMatchObject({ available: 0, held: 1 });
    const statement = await world.api<string>(
      'GET',
      `/api/credits/statement?from=${MONDAY}T00:00:00Z&to=${on(11, '00:00')}&format=csv`,
      { as: client },
    );
    const lines = statement.body.trim().split('\r\n');
    expect(lines[1]).toMatch(/,Opening balance,,,,0$/);
    expect(lines.at(-1)).toMatch(/,Closing balance,,,,0$/);
    expect(lines[3]).toMatch(/,Set aside,"?For the session with .*,-1,2$/);
    expect(lines.at(-2)).toMatch(/,Expired by the end of the period,,,-2,$/);
    const pdf = await world.api<string>(
      'GET',
      `/api/credits/statement?from=${MONDAY}T00:00:00Z&to=${on(11, '00:00')}`,
      { as: client },
    );
    expect(String(pdf.body).startsWith('%PDF')).toBe(true);
    const byDays = await world.api<string>(
      'GET',
      `/api/credits/statement?from=${MONDAY}&to=${on(60, '00:00').slice(0, 10)}&format=csv`,
      { as: client },
    );
    expect(byDays.body.trim().split('\r\n').at(-1)).toBe(`${on(12, '09:00')},Closing balance,,,,0`);
    for (const period of [
      `from=${on(13, '09:00')}&to=${on(14, '09:00')}`,
      `from=${on(2, '09:00')}&to=${on(1, '09:00')}`,
      'from=yesterday&to=today',
    ]) {
      expect(outcomeOf(await world.api('GET', `/api/credits/statement?${period}`, { as: client }))).toBe(
        '422 VALIDATION',
      );
    }
    expect(
      outcomeOf(await world.api('GET', `/api/credits/balance?at=${on(30, '09:00')}`, { as: client })),
    ).toBe('422 VALIDATION');
  });
});
