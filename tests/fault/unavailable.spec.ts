import { type ClientSession, type Document, ObjectId } from 'mongodb';

import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, balanceOf, book, codeOf, newKey, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

/** Every try of a command takes a while before it is given up. */
const PATIENCE = 180_000;

let world: World;
let client: Person;
let held: ClientSession;

beforeAll(async () => {
  world = await startWorld('unavailable');
  await atTime(on(0, '09:00'));
});
afterAll(() => world.close());
beforeEach(async () => {
  client = await world.client({ credits: 3 });
});
afterEach(async () => {
  expect(await brokenInvariants(world)).toEqual([]);
});

/** Leaves a row as a process does that was killed in the middle of a transaction: nobody can write it until it ends. */
async function holdRow(collection: string, where: Document): Promise<void> {
  const { databaseOf } = await import('../../src/platform/store');
  const database = databaseOf(world.payload);
  held = database.client.startSession();
  held.startTransaction();
  await database.collection(collection).updateOne(where, { $set: { held: true } }, { session: held });
}
/** MongoDB does this a minute after it last heard of the process. */
async function letGo(): Promise<void> {
  await held.abortTransaction();
  await held.endSession();
}

describe('while a killed process holds a row', () => {
  it(
    'a booking is refused whole and asked to come back; the same request books afterwards',
    async () => {
      await holdRow('wallets', { client: new ObjectId(client.id) });
      const request = { as: client, startsAt: on(1, '10:00'), key: newKey() };
      const refused = await book(world, request);
      expect([refused.status, codeOf(refused), refused.headers.get('retry-after')]).toEqual([
        503,
        'PROVIDER_UNAVAILABLE',
        '10',
      ]);
      expect(await rowsOf(world, 'consultations', { client: new ObjectId(client.id) })).toEqual([]);
      await letGo();
      expect((await book(world, request)).status).toBe(201);
      expect(await balanceOf(world, client)).toMatchObject({ available: 2, held: 1 });
    },
    PATIENCE,
  );

  it(
    'a save in the admin is asked to come back, and changes nothing',
    async () => {
      const ops = await world.staff('ops');
      await holdRow('clients', { _id: new ObjectId(client.id) });
      const refused = await world.api('PATCH', `/api/clients/${client.id}`, {
        as: ops,
        body: { company: 'Northwind' },
      });
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
      expect(refused.body).toMatchObject({ errors: [{ data: { code: 'PROVIDER_UNAVAILABLE' } }] });
      await letGo();
      expect((await rowsOf(world, 'clients', { _id: new ObjectId(client.id) }))[0]?.company).not.toBe(
        'Northwind',
      );
      expect(
        (await world.api('PATCH', `/api/clients/${client.id}`, { as: ops, body: { company: 'Northwind' } }))
          .status,
      ).toBe(200);
    },
    PATIENCE,
  );
});
