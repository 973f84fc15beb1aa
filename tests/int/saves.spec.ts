import { ObjectId } from 'mongodb';

import { rowsOf } from '../support/invariants';
import { atTime, booked, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

/** What somebody does by Payload's own Save is judged as by our routes, and nobody's open form is in the way. */
let world: World;
let ops: Person;
let client: Person;
beforeAll(async () => {
  world = await startWorld('saves');
  await atTime(on(0, '08:00'));
  ops = await world.staff('ops');
  client = await world.client({ credits: 5 });
});
afterAll(() => world.close());

const save = (collection: string, id: string, body: unknown, as: Person) =>
  world.api('PATCH', `/api/${collection}/${id}`, { as, body });
const stored = async (collection: string, id: string) =>
  (await rowsOf(world, collection, { _id: new ObjectId(id) }))[0];

/** As the admin does when somebody begins to type. */
const openedBy = (person: Person, relationTo: string, value: string) =>
  world.payload.db.create({
    collection: 'payload-locked-documents',
    data: {
      document: { relationTo, value },
      user: { relationTo: 'staff', value: person.id },
      updatedAt: new Date().toISOString(),
    },
  });

describe('a record that staff have open', () => {
  it('is still the client’s own to change', async () => {
    await openedBy(ops, 'clients', client.id);
    expect((await save('clients', client.id, { timezone: 'Asia/Tokyo' }, client)).status).toBe(200);
    expect(await stored('clients', client.id)).toMatchObject({ timezone: 'Asia/Tokyo' });
  });

  it('and the consultant’s', async () => {
    const { amelia } = world.consultants;
    const own = await world.staff('consultant', { consultant: amelia });
    await openedBy(ops, 'consultants', amelia);
    expect((await save('consultants', amelia, { bio: 'Calm and clear.' }, own)).status).toBe(200);
    expect(await stored('consultants', amelia)).toMatchObject({ bio: 'Calm and clear.' });
  });
});

describe('a session that is cancelled by Save', () => {
  it.each([undefined, '', '   ', null])('is not, without a reason: %j', async (reason) => {
    const { id } = await booked(world, { as: client, startsAt: on(1, '09:00') });
    const reply = await save('consultations', id, { status: 'cancelled', reason }, ops);
    expect(reply.status).toBe(422);
    expect(JSON.stringify(reply.body)).toContain('reason');
    expect(await stored('consultations', id)).toMatchObject({ status: 'booked' });
    expect(
      (await save('consultations', id, { status: 'cancelled', reason: 'The consultant is ill.' }, ops))
        .status,
    ).toBe(200);
    expect(await stored('consultations', id)).toMatchObject({
      status: 'cancelled',
      reason: 'The consultant is ill.',
    });
  });

  it('is not for the reason of an earlier move, which the form sends along', async () => {
    const { id, version } = await booked(world, { as: client, startsAt: on(1, '09:00') });
    const moved = await world.api('POST', `/api/consultations/${id}/reschedule`, {
      as: ops,
      body: { expectedVersion: version, startsAt: on(1, '10:30'), reason: 'As asked by phone.' },
    });
    expect(moved.status).toBe(200);
    expect((await save('consultations', id, { status: 'cancelled' }, ops)).status).toBe(422);
    expect(await stored('consultations', id)).toMatchObject({ status: 'booked' });
  });
});
