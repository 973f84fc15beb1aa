import { ObjectId } from 'mongodb';

import { faultCase } from '../support/cases';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { type Random } from '../support/random';
import { atTime, balanceOf, book, end, newKey, on, outcomeOf } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld('race-booking');
  await atTime(on(0, '08:00'));
});
afterEach(async () => {
  await atTime(on(0, '08:00'));
  expect(await brokenInvariants(world)).toEqual([]);
});
afterAll(() => world.close());

/**
 * Starts of Amelia's that do not touch each other: five a working day, an hour earlier in UTC from the fifth
 * week on.
 */
const WINTER = ['09:00', '10:30', '13:30', '15:00', '16:30'];
const SUMMER = ['08:00', '09:30', '12:30', '14:00', '15:30'];
const slot = (index: number, fromWeek: number): string => {
  const workingDay = Math.floor(index / 5);
  const week = Math.floor(workingDay / 5) + fromWeek;
  return on(week * 7 + (workingDay % 5), (week < 4 ? WINTER : SUMMER)[index % 5] ?? '');
};

/** Slots of weeks that only the numbered cases use, in an order of the seed. What they book is given back. */
const freeSlots = (random: Random, count: number): string[] =>
  random
    .shuffled([1, 4, 7].flatMap((week) => Array.from({ length: 25 }, (_, index) => slot(index, week))))
    .slice(0, count);

async function giveBack(clients: readonly Person[]): Promise<void> {
  const ops = await world.staff('ops');
  const rows = await rowsOf(world, 'consultations', {
    status: 'booked',
    client: { $in: clients.map(({ id }) => new ObjectId(id)) },
  });
  for (const { _id, version } of rows)
    expect(
      (await end(world, 'cancel', { id: String(_id), version: Number(version) }, { as: ops })).status,
    ).toBe(200);
}

function tally(outcomes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/** Transactions that were committed and given up. Where none ends in a refusal, each given up was run again. */
async function counted<T>(work: () => Promise<T>): Promise<{ result: T; commits: number; aborts: number }> {
  let result: T | undefined;
  const commands = await world.commandsOf(async () => {
    result = await work();
  });
  const count = (name: string): number => commands.filter((command) => command === name).length;
  return { result: result as T, commits: count('commitTransaction'), aborts: count('abortTransaction') };
}

faultCase(
  16,
  '50 clients, one slot: one gets it, 49 are told, and their wallets are as before',
  async ({ random }) => {
    const clients = await world.crowd(50, { credits: random.int(1, 3) });
    const wallets = async () =>
      new Map(
        (await rowsOf(world, 'wallets')).map(({ client, ...wallet }) => [
          String(client),
          JSON.stringify(wallet),
        ]),
      );
    const before = await wallets();
    const startsAt = freeSlots(random, 1)[0] ?? '';
    const replies = await Promise.all(random.shuffled(clients).map((as) => book(world, { as, startsAt })));
    expect(tally(replies.map(outcomeOf))).toEqual({ 201: 1, '409 SLOT_TAKEN': 49 });

    const rows = await rowsOf(world, 'consultations', { startsAt: new Date(startsAt), status: 'booked' });
    expect(rows).toHaveLength(1);
    const consultation = rows[0]?._id;
    expect(await rowsOf(world, 'slot-claims', { kind: 'consultant', consultation })).toHaveLength(5);
    const people = { client: { $in: clients.map(({ id }) => new ObjectId(id)) } };
    expect(await rowsOf(world, 'transactions', { kind: 'hold', ...people })).toHaveLength(1);
    // Who had three credits may also be told that few are left.
    expect(
      await rowsOf(world, 'messages', {
        $or: [{ consultation }, people],
        template: { $ne: 'low-credit-warning' },
      }),
    ).toHaveLength(2);
    const after = await wallets();
    expect(clients.filter(({ id }) => after.get(id) !== before.get(id)).map(({ id }) => id)).toEqual([
      String(rows[0]?.client),
    ]);
    await giveBack(clients);
  },
  300_000,
);

describe('50 clients, 50 different slots of one consultant', () => {
  it('all get theirs, and hardly a transaction is run twice', async () => {
    const clients = await world.crowd(50, { credits: 1 });
    const { result, commits, aborts } = await counted(() =>
      Promise.all(clients.map((as, index) => book(world, { as, startsAt: slot(index, 2) }))),
    );
    expect(tally(result.map(outcomeOf))).toEqual({ 201: 50 });
    expect(
      await rowsOf(world, 'transactions', {
        kind: 'hold',
        client: { $in: clients.map(({ id }) => new ObjectId(id)) },
      }),
    ).toHaveLength(50);
    console.log(
      `50 bookings of different slots at once: ${commits} commits, ${aborts} transactions run again`,
    );
    expect(commits).toBeGreaterThanOrEqual(50);
    // Different slots share no document: what is left is the server's own pressure. If they shared one, most
    // would run again.
    expect(aborts).toBeLessThanOrEqual(10);
  });
});

faultCase(
  17,
  'one client with a credit or two, 20 slots at once: one booking a credit',
  async ({ random }) => {
    const credits = random.int(1, 2);
    const client = await world.client({ credits });
    const replies = await Promise.all(
      freeSlots(random, 20).map((startsAt) => book(world, { as: client, startsAt })),
    );
    expect(tally(replies.map(outcomeOf))).toEqual({ 201: credits, '409 INSUFFICIENT_CREDITS': 20 - credits });
    expect(await rowsOf(world, 'consultations', { client: new ObjectId(client.id) })).toHaveLength(credits);
    expect(await rowsOf(world, 'slot-claims', { kind: 'client', person: client.id })).toHaveLength(
      4 * credits,
    );
    expect(await balanceOf(world, client)).toMatchObject({ available: 0, held: credits });
    await giveBack([client]);
  },
);

describe('one client, many slots at once', () => {
  it('with credits for three books three', async () => {
    const client = await world.client({ credits: 3 });
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, index) => book(world, { as: client, startsAt: slot(index, 6) })),
    );
    expect(tally(replies.map(outcomeOf))).toEqual({ 201: 3, '409 INSUFFICIENT_CREDITS': 7 });
    expect(await balanceOf(world, client)).toMatchObject({ available: 0, held: 3 });
  });

  it('over one hour, with two consultants, books one: a client is in one place', async () => {
    const client = await world.client({ credits: 5 });
    const ops = await world.staff('ops');
    const replies = await Promise.all(
      [world.consultants.amelia, world.consultants.kenji].flatMap((consultantId) =>
        ['09:00', '09:30'].map((time) =>
          book(world, { as: ops, startsAt: on(54, time), more: { consultantId, clientId: client.id } }),
        ),
      ),
    );
    expect(tally(replies.map(outcomeOf))).toEqual({ 201: 1, '409 SLOT_TAKEN': 3 });
    expect(await balanceOf(world, client)).toMatchObject({ available: 4, held: 1 });
  });
});

faultCase(
  18,
  'a double click books once and is answered alike; the same key with another body is refused',
  async ({ random }) => {
    const client = await world.client({ credits: 5 });
    const key = newKey();
    const [startsAt = '', other = ''] = freeSlots(random, 2);
    const clicks = random.int(2, 15);
    const replies = await Promise.all(
      Array.from({ length: clicks }, () => book(world, { as: client, startsAt, key })),
    );
    expect(new Set(replies.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    expect(replies[0]?.status).toBe(201);
    expect(replies.filter(({ headers }) => headers.get('idempotent-replay') === 'true')).toHaveLength(
      clicks - 1,
    );
    expect(outcomeOf(await book(world, { as: client, startsAt: other, key }))).toBe(
      '409 IDEMPOTENCY_CONFLICT',
    );
    expect(await balanceOf(world, client)).toMatchObject({ available: 4, held: 1 });
    await giveBack([client]);
  },
);

describe('a key of one client', () => {
  it('with two bodies at once under one key does one of them', async () => {
    const client = await world.client({ credits: 5 });
    const key = newKey();
    const replies = await Promise.all(
      [22, 23, 22, 23].map((index) => book(world, { as: client, startsAt: slot(index, 5), key })),
    );
    expect(tally(replies.map(outcomeOf))).toEqual({ 201: 2, '409 IDEMPOTENCY_CONFLICT': 2 });
    expect(await rowsOf(world, 'consultations', { client: new ObjectId(client.id) })).toHaveLength(1);
    expect(await balanceOf(world, client)).toMatchObject({ available: 4, held: 1 });
  });
});
