import { ObjectId } from 'mongodb';

import { rowsOf } from '../support/invariants';
import { atTime, booked, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
let owner: Person;
beforeAll(async () => {
  world = await startWorld('names');
  await atTime(on(0, '08:00'));
  owner = await world.staff('owner');
});
afterAll(() => world.close());

const INVISIBLE = ['\u202e\u202e', '\u200b', ' ', '\u3164'];
const row = async (collection: string, id: string) =>
  (await rowsOf(world, collection, { _id: new ObjectId(id) }))[0];

describe('a name that cannot be seen', () => {
  it.each(INVISIBLE)('is refused at registration, whether the address is known or not: %j', async (name) => {
    const known = await world.client();
    for (const email of ['new-here@example.com', known.email]) {
      for (const names of [
        { firstName: name, lastName: 'Marsh' },
        { firstName: 'Cleo', lastName: name },
      ]) {
        const reply = await world.api('POST', '/api/clients/register', {
          body: { email, password: 'Serenity-new-1', ...names },
        });
        expect([email, reply.status]).toEqual([email, 422]);
      }
    }
    expect(await rowsOf(world, 'clients', { email: 'new-here@example.com' })).toEqual([]);
  });

  it.each(INVISIBLE)('is not taken over by a client, a consultant or a colleague: %j', async (name) => {
    const client = await world.client();
    const colleague = await world.staff('ops');
    const consultant = world.consultants.amelia;
    const changes = [
      { collection: 'clients', id: client.id, as: client, change: { firstName: name } },
      { collection: 'clients', id: client.id, as: owner, change: { lastName: name } },
      { collection: 'staff', id: colleague.id, as: owner, change: { firstName: name } },
      { collection: 'consultants', id: consultant, as: owner, change: { name } },
    ];
    for (const { collection, id, as, change } of changes) {
      const before = await row(collection, id);
      const reply = await world.api('PATCH', `/api/${collection}/${id}`, { as, body: change });
      expect([collection, reply.status >= 400 && reply.status < 500]).toEqual([collection, true]);
      expect(await row(collection, id)).toEqual(before);
    }
  });

  it('from before the rule keeps nobody from the mails about a session', async () => {
    const { nativeCollection } = await import('../../src/platform/store');
    const client = await world.client({ credits: 1 });
    await nativeCollection(world.payload, 'clients').updateOne(
      { _id: new ObjectId(client.id) },
      { $set: { firstName: '\u202e\u202e', lastName: '\u202e\u202e' } },
    );
    const session = await booked(world, {
      as: client,
      startsAt: on(1, '09:00'),
      more: { mode: 'in_person' },
    });
    await world.work();
    expect(
      (await rowsOf(world, 'messages', { consultation: new ObjectId(session.id) })).map(
        ({ state, error }) => [state, error],
      ),
    ).toEqual([
      ['sent', null],
      ['sent', null],
    ]);
    const consultant = await row('consultants', world.consultants.amelia);
    expect(world.mailbox.to(String(consultant?.email)).at(-1)?.text).toContain('A client');
  });

  it('does not keep a usual change from being saved', async () => {
    const client = await world.client();
    expect(
      (
        await world.api('PATCH', `/api/clients/${client.id}`, {
          as: client,
          body: { firstName: '李', lastName: '-' },
        })
      ).status,
    ).toBe(200);
    expect(await row('clients', client.id)).toMatchObject({ firstName: '李', lastName: '-' });
  });
});
