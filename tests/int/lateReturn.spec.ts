import { ObjectId } from 'mongodb';

import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, balanceOf, booked, type ConsultationBody, end, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld('late-return');
  await atTime(on(0, '08:00'));
});
beforeEach(async () => {
  await atTime(on(0, '08:00'));
  await set('once');
});
afterEach(async () => expect(await brokenInvariants(world)).toEqual([]));
afterAll(() => world.close());

const set = (lateReturn: 'never' | 'once') =>
  world.payload.updateGlobal({ slug: 'settings', data: { lateReturn }, overrideAccess: true });
const row = async (session: ConsultationBody) =>
  (await rowsOf(world, 'consultations', { _id: new ObjectId(session.id) }))[0];
const ruleOf = async (session: ConsultationBody): Promise<string> => (await row(session))?.outcome.rule;
const previewed = async (session: ConsultationBody, as: Person): Promise<unknown> =>
  (await world.api('GET', `/api/consultations/${session.id}/cancellation-preview`, { as })).body.rule;

/** Some sessions of a client on one day. */
async function sessions(
  client: Person,
  day: number,
  more: Record<string, unknown> = {},
): Promise<ConsultationBody[]> {
  const made: ConsultationBody[] = [];
  for (const time of ['09:00', '10:30', '13:30'])
    made.push(await booked(world, { as: client, startsAt: on(day, time), more }));
  return made;
}

describe('where the policy returns late cancellations once per package', () => {
  it('the first comes back and the next are used; the preview says so before', async () => {
    const client = await world.client({ credits: 3 });
    const [first, second, third] = await sessions(client, 7);
    if (!first || !second || !third) throw new Error('not booked');
    await atTime(on(7, '08:00'));
    expect(await previewed(first, client)).toBe('client-cancelled-late-once');
    await end(world, 'cancel', first, { as: client });
    expect(await balanceOf(world, client)).toMatchObject({ available: 1, held: 2, used: 0 });
    expect((await row(first))?.outcome).toMatchObject({
      credits: 'returned',
      rule: 'client-cancelled-late-once',
      inputs: { noticeHours: 24, lateReturn: 'once', hasReturnedLate: false },
    });
    expect(await previewed(second, client)).toBe('client-cancelled-late');
    await end(world, 'cancel', second, { as: client });
    expect(await balanceOf(world, client)).toMatchObject({ available: 1, held: 1, used: 1 });
    // From the start it is too late for any return.
    await atTime(on(7, '13:30'));
    await end(world, 'cancel', third, { as: client });
    expect(await ruleOf(third)).toBe('client-cancelled-late');
  });

  it('two at once are one', async () => {
    const client = await world.client({ credits: 3 });
    const made = await sessions(client, 8);
    await atTime(on(8, '08:00'));
    await Promise.all(made.map((session) => end(world, 'cancel', session, { as: client })));
    expect((await Promise.all(made.map(ruleOf))).sort()).toEqual([
      'client-cancelled-late',
      'client-cancelled-late',
      'client-cancelled-late-once',
    ]);
    expect(await balanceOf(world, client)).toMatchObject({ available: 1, held: 0, used: 2 });
  });

  it('another package has its own', async () => {
    const client = await world.client({ credits: 2 });
    const ops = await world.staff('ops');
    const [first, second] = [
      await booked(world, { as: client, startsAt: on(9, '09:00') }),
      await booked(world, { as: client, startsAt: on(9, '10:30') }),
    ];
    await world.api('POST', '/api/credits/assign', {
      as: ops,
      key: 'another',
      body: {
        clientId: client.id,
        credits: 1,
        validityDays: 60,
        reasonCode: 'goodwill',
        note: 'Another package',
      },
    });
    const other = await booked(world, { as: client, startsAt: on(9, '13:30') });
    await atTime(on(9, '08:00'));
    for (const session of [first, second, other]) await end(world, 'cancel', session, { as: client });
    expect(await Promise.all([first, second, other].map(ruleOf))).toEqual([
      'client-cancelled-late-once',
      'client-cancelled-late',
      'client-cancelled-late-once',
    ]);
  });

  it('what was booked under another policy keeps it, and a type may say otherwise', async () => {
    await set('never');
    const client = await world.client({ credits: 3 });
    const before = await booked(world, { as: client, startsAt: on(10, '09:00') });
    await set('once');
    await world.payload.update({
      collection: 'consultation-types',
      id: world.types.sixty,
      data: { lateReturn: 'never' },
      overrideAccess: true,
    });
    const strict = await booked(world, { as: client, startsAt: on(10, '10:30') });
    await world.payload.update({
      collection: 'consultation-types',
      id: world.types.sixty,
      data: { lateReturn: null },
      overrideAccess: true,
    });
    const kind = await booked(world, { as: client, startsAt: on(10, '13:30') });
    await atTime(on(10, '08:00'));
    for (const session of [before, strict, kind]) await end(world, 'cancel', session, { as: client });
    expect(await Promise.all([before, strict, kind].map(ruleOf))).toEqual([
      'client-cancelled-late',
      'client-cancelled-late',
      'client-cancelled-late-once',
    ]);
  });
});
