import { ObjectId } from 'mongodb';

import { UNHEARD } from '../support/faults';
import { freshSettings } from '../support/freshSettings';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { testDatabaseUri } from '../support/mongo';
import { atTime, on } from '../support/steps';
import { openWire, type Wire } from '../support/wire';
import { type Person, type Reply, startWorld, type World } from '../support/world';

/** What staff save in the admin, through Payload's own REST: its form, its cookie, no Idempotency-Key. */
let world: World;
let wire: Wire;
let ops: Person;
let client: Person;

beforeAll(async () => {
  wire = await openWire(process.env.TEST_MONGO_URI ?? '');
  world = await startWorld('admin-save', { DATABASE_URI: wire.uriOf(testDatabaseUri('admin-save')) });
  await atTime(on(0, '06:00'));
  ops = await world.staff('ops');
});
beforeEach(async () => {
  client = await world.client({ credits: 3 });
});
afterEach(async () => {
  expect(await brokenInvariants(world)).toEqual([]);
  const { runAudit } = await import('../../src/operations/audit/runAudit');
  expect((await runAudit(world.payload)).broken()).toEqual([]);
});
afterAll(async () => {
  await world?.close();
  await wire?.close();
});

interface Saved {
  doc?: { id: string; [field: string]: unknown };
  errors?: { data?: { code?: string } }[];
}
const save = (method: 'POST' | 'PATCH', path: string, body: unknown): Promise<Reply<Saved>> =>
  world.api<Saved>(method, `/api/${path}?depth=0`, {
    body,
    headers: { cookie: `serenity-token=${ops.token}`, origin: 'http://127.0.0.1:3999' },
  });

const assignment = (credits: number): Record<string, unknown> => ({
  client: client.id,
  credits,
  validityDays: 30,
  reasonCode: 'goodwill',
  note: 'As agreed on the phone',
});
const session = (startsAt: string): Record<string, unknown> => ({
  client: client.id,
  consultant: world.consultants.amelia,
  type: world.types.sixty,
  startsAt,
  mode: 'remote',
});
const lotsByHand = () =>
  rowsOf(world, 'credit-grants', { client: new ObjectId(client.id), packageName: 'Assigned by our team' });
const mine = (collection: string) => rowsOf(world, collection, { client: new ObjectId(client.id) });

/**
 * Saves while every answer to its commits is lost, as often as the product asks. Once before, unharmed, to
 * count its commands.
 */
async function unheard(
  saving: () => Promise<Reply<Saved>>,
  prepare: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Reply<Saved>> {
  const before = client;
  client = await world.client({ credits: 3 });
  await prepare();
  await freshSettings(world.payload);
  const { commands } = await wire.during(saving);
  const at = commands.findIndex(({ name }) => name === 'commitTransaction') + 1;
  client = before;
  await prepare();
  await freshSettings(world.payload);
  let reply: Reply<Saved> | undefined;
  const { struck } = await wire.during(async () => void (reply = await saving()), {
    at,
    with: () => UNHEARD,
  });
  expect(struck).toBeGreaterThan(0);
  return reply as Reply<Saved>;
}

describe('a save in the admin that was done, and its answer lost', () => {
  it('assigns the credits once, and says so', async () => {
    const reply = await unheard(() => save('POST', 'credit-grants', assignment(4)));
    const lots = await lotsByHand();
    expect([reply.status, reply.body.doc?.id]).toEqual([201, String(lots[0]?._id)]);
    expect(lots).toHaveLength(1);
    expect((await mine('transactions')).map(({ kind, quantity }) => `${kind} ${quantity}`)).toEqual([
      'grant 3',
      'grant 4',
    ]);
    expect(
      await rowsOf(world, 'audit-log', {
        action: 'credits.assign',
        subject: `clients:${client.id}`,
        reason: 'As agreed on the phone',
      }),
    ).toHaveLength(1);
  });

  it('does not count the first run against the daily limit of ops', async () => {
    // With the three that the client has of today, all that ops may give.
    expect((await unheard(() => save('POST', 'credit-grants', assignment(7)))).status).toBe(201);
    expect(await lotsByHand()).toHaveLength(1);
  });

  it('books the session once, and is no conflict with itself', async () => {
    let day = 2;
    let startsAt = '';
    const reply = await unheard(
      () => save('POST', 'consultations', session(startsAt)),
      () => Promise.resolve(void (startsAt = on(day++, '09:00'))),
    );
    const bookings = await mine('consultations');
    expect([reply.status, reply.body.doc?.id, bookings.length]).toEqual([201, String(bookings[0]?._id), 1]);
    expect((await mine('transactions')).map(({ kind, quantity }) => `${kind} ${quantity}`)).toEqual([
      'grant 3',
      'hold 1',
    ]);
  });

  it('closes the case, and does not complain that it is closed', async () => {
    const { inTransaction } = await import('../../src/platform/transaction');
    const open = (id: string) =>
      inTransaction({ payload: world.payload, context: { actor: 'system:test' } }, (req) =>
        req.payload.create({
          collection: 'cases',
          data: {
            id,
            kind: 'refund-beyond-unspent',
            key: `test:${id}`,
            title: 'To be decided',
            state: 'open',
          } as never,
          overrideAccess: true,
          req,
        }),
      );
    let id = '';
    const reply = await unheard(
      () => save('PATCH', `cases/${id}`, { state: 'closed', resolution: 'The session stands' }),
      async () => void (await open((id = new ObjectId().toHexString()))),
    );
    expect([reply.status, (await rowsOf(world, 'cases', { _id: new ObjectId(id) }))[0]?.state]).toEqual([
      200,
      'closed',
    ]);
    expect(await rowsOf(world, 'audit-log', { action: 'case.close', subject: `cases:${id}` })).toHaveLength(
      1,
    );
    expect(
      (await save('PATCH', `cases/${id}`, { state: 'closed', resolution: 'Something else' })).status,
    ).toBe(409);
  });
});

describe('a form of the admin that is saved twice', () => {
  it('assigns once: both saves end at one lot', async () => {
    const id = new ObjectId().toHexString();
    const both = await Promise.all([1, 2].map(() => save('POST', 'credit-grants', { id, ...assignment(2) })));
    const later = await save('POST', 'credit-grants', { id, ...assignment(2) });
    expect([...both, later].map(({ status, body }) => [status, body.doc?.id])).toEqual(
      Array(3).fill([201, id]),
    );
    expect(await lotsByHand()).toHaveLength(1);
  });

  it('with other values is refused, and nothing is added', async () => {
    const id = new ObjectId().toHexString();
    await save('POST', 'credit-grants', { id, ...assignment(2) });
    const other = await save('POST', 'credit-grants', { id, ...assignment(5) });
    expect([other.status, other.body.errors?.[0]?.data?.code]).toEqual([409, 'IDEMPOTENCY_CONFLICT']);
    expect((await lotsByHand()).map(({ credits }) => credits)).toEqual([2]);
  });

  it('books once', async () => {
    const body = { id: new ObjectId().toHexString(), ...session(on(9, '09:00')) };
    const replies = [await save('POST', 'consultations', body), await save('POST', 'consultations', body)];
    expect(replies.map(({ status, body: { doc } }) => [status, doc?.id])).toEqual(
      Array(2).fill([201, body.id]),
    );
    expect(await mine('consultations')).toHaveLength(1);
  });
});
