import { type Document, ObjectId } from 'mongodb';

import { rowsOf } from '../support/invariants';
import { atTime, booked, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
let owner: Person;
let client: Person;
beforeAll(async () => {
  world = await startWorld('brand');
  await atTime(on(0, '08:00'));
  owner = await world.staff('owner');
  client = await world.client({ credits: 10 });
});
afterAll(() => world.close());

const settings = async (): Promise<Document> =>
  (await rowsOf(world, 'globals', { globalType: 'settings' }))[0] ?? {};
const save = (brand: Record<string, unknown>) =>
  world.api('POST', '/api/globals/settings', { as: owner, body: { brand } });
/** As a row of an older time, or somebody's script, may have left it. */
async function store(brand: Record<string, unknown>): Promise<void> {
  const { nativeCollection } = await import('../../src/platform/store');
  const { forgetSettings } = await import('../../src/platform/settings');
  const values = Object.fromEntries(Object.entries(brand).map(([name, value]) => [`brand.${name}`, value]));
  await nativeCollection(world.payload, 'globals').updateOne({ globalType: 'settings' }, { $set: values });
  forgetSettings(world.payload);
}

describe('the brand in the settings', () => {
  it.each([
    ['primaryColor', 'green', /must be a colour as #rrggbb/],
    ['accentColor', '#0a0', /must be a colour as #rrggbb/],
    ['supportEmail', 'nobody', /must be an e-mail address/],
    ['companyName', '', /must not be empty/],
    ['companyName', '\u202e\u202e', /must not be empty/],
  ])('is not saved with %s %j, and the owner reads why', async (name, value, reason) => {
    await save({
      companyName: 'Insight Serenity',
      primaryColor: '#1b5a4a',
      accentColor: '#2c7a67',
      supportEmail: 'help@example.com',
    });
    const before = await settings();
    const reply = await save({ ...before.brand, [name]: value });
    expect([reply.status, JSON.stringify(reply.body)]).toEqual([
      expect.any(Number),
      expect.stringMatching(reason),
    ]);
    expect((await settings()).brand).toEqual(before.brand);
  });

  it('is saved when it is right, or empty where the default may stand in', async () => {
    expect(
      (await save({ companyName: 'Northwind', primaryColor: '#AA0000', accentColor: '', supportEmail: '' }))
        .status,
    ).toBe(200);
    expect((await settings()).brand).toMatchObject({ companyName: 'Northwind', primaryColor: '#AA0000' });
  });
});

describe('a mail', () => {
  it.each([
    [1, 'colours that are none', { primaryColor: 'green', accentColor: '#0a0' }],
    [
      2,
      'empty strings',
      { companyName: '', companyAddress: '', primaryColor: '', accentColor: '', supportEmail: '' },
    ],
    [3, 'a support address that is none', { supportEmail: 'nobody' }],
    [4, 'a company name of invisible characters', { companyName: '\u202e\u202e' }],
  ])('goes out although the settings hold (day %i) %s', async (day, _what, brand) => {
    await save({
      companyName: 'Insight Serenity',
      companyAddress: 'London',
      primaryColor: '#1b5a4a',
      accentColor: '#2c7a67',
      supportEmail: 'help@example.com',
    });
    await store(brand);
    const session = await booked(world, {
      as: client,
      startsAt: on(day, '09:00'),
      more: { mode: 'in_person' },
    });
    await world.work();
    const rows = await rowsOf(world, 'messages', { consultation: new ObjectId(session.id) });
    expect(rows.map(({ state, error }) => [state, error])).toEqual([
      ['sent', null],
      ['sent', null],
    ]);
    const mail = world.mailbox.to(client.email).at(-1);
    expect(mail?.html).toContain('#1b5a4a');
    expect(mail?.text).toContain('Insight Serenity');
  });
});
