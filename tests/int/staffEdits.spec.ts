import { rowsOf } from '../support/invariants';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
let owner: Person;
beforeAll(async () => {
  world = await startWorld('staff-edits');
  owner = await world.staff('owner');
});
afterAll(() => world.close());

const entriesOf = async (subject: string) =>
  (await rowsOf(world, 'audit-log', { subject })).map(({ action, actor, facts }) => ({
    action,
    actor,
    facts,
  }));
const change = (path: string, body: unknown, as: Person = owner) => world.api('PATCH', path, { as, body });
const by = (person: Person) => `staff:${person.id}`;

describe('what staff change is on record, before and after', () => {
  it('a role', async () => {
    const editor = await world.staff('editor');
    await change(`/api/staff/${editor.id}`, { role: 'finance' });
    expect(await entriesOf(`staff:${editor.id}`)).toEqual([
      { action: 'staff.change', actor: by(owner), facts: { role: { before: 'editor', after: 'finance' } } },
    ]);
  });

  it('a colleague who is made and removed', async () => {
    const made = await world.api<{ doc: { id: string } }>('POST', '/api/staff', {
      as: owner,
      body: { email: 'short@example.com', firstName: 'Short', lastName: 'Stay', role: 'editor' },
    });
    const { id } = made.body.doc;
    expect((await world.api('DELETE', `/api/staff/${id}`, { as: owner })).status).toBe(200);
    const entries = await entriesOf(`staff:${id}`);
    expect(entries.map(({ action }) => action)).toEqual(['staff.create', 'staff.delete']);
    expect(entries[0]?.facts).toMatchObject({
      email: { before: null, after: 'short@example.com' },
      role: { before: null, after: 'editor' },
    });
    expect(entries[1]?.facts).toMatchObject({ role: { before: 'editor', after: null } });
    expect(JSON.stringify(entries)).not.toMatch(/hash|salt|token|password/i);
  });

  it('a price, by one record or many', async () => {
    const finance = await world.staff('finance');
    const [id = ''] = Object.values(world.packages);
    const { price } = await world.payload.findByID({ collection: 'packages', id, depth: 0 });
    await change(`/api/packages/${id}`, { price: price + 100 }, finance);
    expect(await entriesOf(`packages:${id}`)).toEqual([
      {
        action: 'packages.change',
        actor: by(finance),
        facts: { price: { before: price, after: price + 100 } },
      },
    ]);
  });

  it('a consultant’s hours, host and whether they can be booked', async () => {
    const { amelia } = world.consultants;
    const { weeklyHours } = await world.payload.findByID({ collection: 'consultants', id: amelia, depth: 0 });
    const [first, ...others] = (weeklyHours ?? []).map(({ id: _id, ...row }) => row);
    const body = { weeklyHours: others, active: false, zoomHost: 'another-host@example.com' };
    expect((await change(`/api/consultants/${amelia}`, body)).status).toBe(200);
    const [entry] = await entriesOf(`consultants:${amelia}`);
    expect(entry?.facts).toMatchObject({
      weeklyHours: { before: [first, ...others], after: others },
      active: { before: true, after: false },
      zoomHost: { after: 'another-host@example.com' },
    });
  });

  it('a session type, a client, and what the owner sets', async () => {
    await change(`/api/consultation-types/${world.types.sixty}`, { name: 'An hour' });
    expect((await entriesOf(`consultation-types:${world.types.sixty}`))[0]?.facts).toMatchObject({
      name: { after: 'An hour' },
    });
    const client = await world.client();
    await change(`/api/clients/${client.id}`, { company: 'Elsewhere Ltd' });
    expect((await entriesOf(`clients:${client.id}`))[0]?.facts).toEqual({
      company: { before: null, after: 'Elsewhere Ltd' },
    });
    await world.api('POST', '/api/globals/settings', { as: owner, body: { opsDailyLimit: 7 } });
    expect((await entriesOf('settings')).at(-1)?.facts).toEqual({ opsDailyLimit: { before: 10, after: 7 } });
  });

  it('and a save that changes nothing is no entry, nor is what clients change of their own', async () => {
    const client = await world.client();
    await change(`/api/clients/${client.id}`, {});
    await change(`/api/clients/${client.id}`, { company: 'Mine' }, client);
    expect(await entriesOf(`clients:${client.id}`)).toEqual([]);
  });
});
