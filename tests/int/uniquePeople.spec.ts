import { ObjectId } from 'mongodb';

import { rowsOf } from '../support/invariants';
import { type Person, startWorld, type World } from '../support/world';

/** What is unique about a person is an index: no door, and no two at once, get past it. */
let world: World;
let ops: Person;
beforeAll(async () => {
  world = await startWorld('unique people');
  ops = await world.staff('ops');
});
afterAll(() => world.close());

const bodyOf = (name: string, email: string, zoomHost?: string) => ({
  ...{ name, email, timezone: 'UTC', horizonDays: 30 },
  ...(zoomHost === undefined ? {} : { zoomHost }),
});
const make = (body: object) => world.api('POST', '/api/consultants', { as: ops, body });

describe('a second record of one consultant', () => {
  it('is not made with the mail address or the Zoom host of another, in whatever case', async () => {
    const [amelia] = await rowsOf(world, 'consultants', { _id: new ObjectId(world.consultants.amelia) });
    const before = await rowsOf(world, 'consultants', {});
    const [email, host] = [String(amelia?.email), String(amelia?.zoomHost)];
    for (const body of [
      bodyOf('Twin', email),
      bodyOf('Twin', email.toUpperCase()),
      bodyOf('Twin', 'twin@insight-serenity.example', host),
      bodyOf('Twin', 'twin@insight-serenity.example', host.toUpperCase()),
    ])
      expect([body, (await make(body)).status]).toEqual([body, 400]);
    const taken = await world.api('PATCH', `/api/consultants/${world.consultants.kenji}`, {
      as: ops,
      body: { zoomHost: host },
    });
    expect(taken.status).toBe(400);
    expect(await rowsOf(world, 'consultants', {})).toEqual(before);
  });

  it('is made once when it is saved eight times at once', async () => {
    const body = bodyOf(
      'At Once',
      'at-once@insight-serenity.example',
      'at-once-host@insight-serenity.example',
    );
    const replies = await Promise.all(Array.from({ length: 8 }, () => make(body)));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.every(({ status }) => status === 201 || status === 400)).toBe(true);
    expect(await rowsOf(world, 'consultants', { email: body.email })).toHaveLength(1);
  });

  it('does not stand in the way of those who have no Zoom host', async () => {
    const statuses = [
      await make(bodyOf('No Host', 'no-host-1@insight-serenity.example')),
      await make(bodyOf('No Host', 'no-host-2@insight-serenity.example', '')),
      await make(bodyOf('No Host', 'no-host-3@insight-serenity.example', '')),
    ].map(({ status }) => status);
    expect(statuses).toEqual([201, 201, 201]);
  });
});

describe('doubles of before the index', () => {
  it.each([
    [
      'consultants',
      'consultant_email',
      { email: 'Old@insight-serenity.example' },
      { email: 'old@insight-serenity.example' },
    ],
    ['consultants', 'consultant_host', { zoomHost: 'h@x.example' }, { zoomHost: 'H@x.example' }],
    ['staff', 'email_1', { email: 'old@x.example' }, { email: 'old@x.example' }],
  ])('of %s keep the product from starting, and are named (%s)', async (collection, index, one, other) => {
    const { nativeCollection } = await import('../../src/platform/store');
    const { assertFitToServe } = await import('../../src/platform/startup');
    const rows = nativeCollection(world.payload, collection);
    await rows.dropIndex(index);
    const { insertedIds } = await rows.insertMany([one, other]);
    const ids = Object.values(insertedIds).map(String);
    try {
      await expect(assertFitToServe(world.payload)).rejects.toThrow(
        new RegExp(`${index}.*${ids.join('.*')}`),
      );
    } finally {
      await rows.deleteMany({ _id: { $in: Object.values(insertedIds) } });
      await assertFitToServe(world.payload);
    }
  });
});
