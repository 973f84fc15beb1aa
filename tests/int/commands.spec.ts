import { ObjectId } from 'mongodb';

import { signatureHeader } from '../../simulators/stripe/sign';
import { livedThrough } from '../support/history';
import { rowsOf } from '../support/invariants';
import { atTime, balanceOf, book, booked, buy, end, newKey, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

/** What an operation may cost. A transaction's commit is one command like any other. */
const BOUNDS = {
  'balance, whole request': 2,
  'accept a webhook, whole request': 2,
  'book, command': 14,
  'book, whole request': 14,
  // The day is locked and looked at.
  'book with a daily limit, whole request': 16,
  'apply a payment, from lease to settle': 15,
} as const;

let world: World;
let client: Person;
const measured = new Map<string, string[]>();

beforeAll(async () => {
  world = await startWorld('commands');
  await atTime(on(0, '08:00'));
  client = await world.client({ credits: 9 });
  // Once before counting: what a process learns or makes the first time is not the operation's cost.
  await booked(world, { as: client, startsAt: on(1, '09:00') });
  await buy(world, client);
  await world.work();
  await balanceOf(world, client);
});
afterAll(async () => {
  const rows = [...measured].map(
    ([operation, commands]) =>
      `${String(commands.length).padStart(3)}  ${operation.padEnd(40)} ${commands.join(' ')}`,
  );
  console.log(['Commands to MongoDB', ...rows].join('\n'));
  await world.close();
});

async function count(operation: string, work: () => Promise<unknown>): Promise<number> {
  const commands = await world.commandsOf(work);
  measured.set(operation, commands);
  return commands.length;
}

describe('commands to MongoDB', () => {
  it('reading a balance', async () => {
    const cost = await count('balance, whole request', () => balanceOf(world, client));
    expect(cost).toBeLessThanOrEqual(BOUNDS['balance, whole request']);
  });

  it('reading the balance of a client with a long past: the same commands as of a new one', async () => {
    const [fresh, old] = [await world.client(), await world.client()];
    await livedThrough(world, old, { lots: 8, entries: 200 });
    expect(await rowsOf(world, 'transactions', { client: new ObjectId(old.id) })).toHaveLength(200);
    const costs = [
      await world.commandsOf(() => balanceOf(world, fresh)),
      await world.commandsOf(() => balanceOf(world, old)),
    ];
    expect(costs[1]).toEqual(costs[0]);
    expect((await balanceOf(world, old)).lots).toHaveLength(8);
  });

  it('accepting a webhook, the first time and again', async () => {
    const body = JSON.stringify({
      id: 'evt_counted',
      object: 'event',
      api_version: '2026-10-28.endive',
      created: 1,
      livemode: false,
      pending_webhooks: 1,
      type: 'customer.created',
      data: { object: { id: 'cus_1', object: 'customer' } },
    });
    const headers = {
      'stripe-signature': signatureHeader(body, 'whsec_simulated', Math.floor(Date.now() / 1000)),
    };
    const accept = () => world.api('POST', '/api/payments/webhook', { body, headers });
    const cost = await count('accept a webhook, whole request', accept);
    expect(cost).toBeLessThanOrEqual(BOUNDS['accept a webhook, whole request']);
    expect(await count('accept it again, whole request', accept)).toBeLessThanOrEqual(
      BOUNDS['accept a webhook, whole request'],
    );
    expect(await rowsOf(world, 'inbox-events', { eventId: 'evt_counted' })).toHaveLength(1);
  });

  it('booking: the command alone', async () => {
    const { book: command } = await import('../../src/consultations/book');
    const { keepAnswer } = await import('../../src/platform/idempotency');
    const request = {
      clientId: client.id,
      consultantId: world.consultants.amelia,
      typeId: world.types.sixty,
      startsAt: on(1, '10:30'),
      mode: 'remote' as const,
    };
    const kept = {
      caller: `clients:${client.id}`,
      route: 'consultations.book',
      key: newKey(),
      body: request,
    };
    const cost = await count('book, command', () =>
      command(
        { payload: world.payload, user: client.user, keep: (req, answer) => keepAnswer(req, kept, answer) },
        request,
      ),
    );
    expect(cost).toBeLessThanOrEqual(BOUNDS['book, command']);
  });

  it('booking: the whole request, with session, rate limit and key', async () => {
    let status = 0;
    const cost = await count('book, whole request', async () => {
      status = (await book(world, { as: client, startsAt: on(1, '13:30') })).status;
    });
    expect(status).toBe(201);
    expect(cost).toBeLessThanOrEqual(BOUNDS['book, whole request']);
  });

  it('booking a consultant who has a daily limit: the day is looked at as well', async () => {
    let status = 0;
    const cost = await count('book with a daily limit, whole request', async () => {
      status = (
        await book(world, {
          as: client,
          startsAt: on(2, '01:00'),
          more: { consultantId: world.consultants.kenji },
        })
      ).status;
    });
    expect(status).toBe(201);
    expect(cost).toBeLessThanOrEqual(BOUNDS['book with a daily limit, whole request']);
  });

  it('applying a payment, from lease to settle', async () => {
    await buy(world, client);
    await world.stripe.idle();
    // Only the event that brings the money is looked at; the others change nothing and are out of the way.
    const { nativeCollection } = await import('../../src/platform/store');
    const inbox = nativeCollection(world.payload, 'inbox-events');
    await inbox.updateMany(
      { state: 'received', type: { $ne: 'payment_intent.succeeded' } },
      { $set: { state: 'ignored' } },
    );
    const { processInbox } = await import('../../src/jobs/queues');
    let taken = 0;
    const cost = await count('apply a payment, from lease to settle', async () => {
      taken = await processInbox(world.payload, () => taken > 0);
    });
    expect(taken).toBe(1);
    // The last command finds that nothing more is due.
    expect(measured.get('apply a payment, from lease to settle')?.at(-1)).toBe('findAndModify');
    expect(cost - 1).toBeLessThanOrEqual(BOUNDS['apply a payment, from lease to settle']);
    expect(await balanceOf(world, client)).toMatchObject({
      lots: expect.arrayContaining([expect.objectContaining({ source: 'purchase', total: 4 })]),
    });
  });

  it('cancelling, for comparison: the whole request', async () => {
    const session = await booked(world, { as: client, startsAt: on(1, '15:00') });
    expect(
      await count('cancel, whole request', () => end(world, 'cancel', session, { as: client })),
    ).toBeLessThanOrEqual(20);
  });
});
