import { rowsOf } from '../support/invariants';
import { type Person, startWorld, type World } from '../support/world';

/** What a field declares holds, whichever other checks it has. */
let world: World;
let owner: Person;
beforeAll(async () => {
  world = await startWorld('bounds');
  owner = await world.staff('owner');
});
afterAll(() => world.close());

const PACKAGE = {
  name: 'P',
  description: 'D',
  credits: 5,
  price: 450_000,
  currency: 'usd',
  validityDays: 90,
};
let made = 0;
const create = (body: object) => {
  made += 1;
  return world.api('POST', '/api/packages', { as: owner, body: { ...PACKAGE, slug: `p-${made}`, ...body } });
};

it.each([
  { price: -4500 },
  { price: 0 },
  { price: null },
  { price: 30 },
  { price: 1.5 },
  { price: 100_000_000 },
  { slug: 'x'.repeat(290) },
  { slug: '' },
  { slug: 'Über' },
  { currency: 'xxx' },
  { currency: 'USD' },
  { currency: 'kwd', price: 4505 },
  { currency: 'isk', price: 450_050 },
  { credits: 0 },
  { credits: 1001 },
  { validityDays: null },
  { name: '' },
  { name: 'x'.repeat(121) },
])('a package with %j is not put on offer, nor changed into it', async (wrong) => {
  const before = await rowsOf(world, 'packages', {});
  const made = await create(wrong);
  expect([made.status >= 400, made.status < 500]).toEqual([true, true]);
  const patched = await world.api('PATCH', `/api/packages/${String(before[0]?._id)}`, {
    as: owner,
    body: wrong,
  });
  expect([patched.status >= 400, patched.status < 500]).toEqual([true, true]);
  expect(await rowsOf(world, 'packages', {})).toEqual(before);
});

it('what Stripe takes is', async () => {
  for (const some of [{ price: 50 }, { currency: 'jpy', price: 4500 }, { currency: 'kwd', price: 4500 }])
    expect([some, (await create(some)).status]).toEqual([some, 201]);
});

describe('hours of a consultant', () => {
  const day = (from: string, to: string) => ({ day: 'mon', from, to });
  it.each([
    { weeklyHours: [day('22:00', '02:00')] },
    { weeklyHours: [day('24:00', '24:00')] },
    { weeklyHours: [day('09:00', '09:00')] },
    { weeklyHours: [day('09:10', '17:00')] },
    { exceptions: [{ date: '2026-02-30', hours: [] }] },
    { exceptions: [{ date: '2027-01-04', hours: [{ from: '12:00', to: '11:00' }] }] },
    { exceptions: ['2027-01-04', '2027-01-04'].map((date) => ({ date, hours: [] })) },
    { travels: [{ from: '2027-01-09', to: '2027-01-04', timezone: 'Asia/Tokyo' }] },
    {
      travels: [
        { from: '2027-01-04', to: '2027-01-09', timezone: 'Asia/Tokyo' },
        { from: '2027-01-09', to: '2027-01-12', timezone: 'Europe/Paris' },
      ],
    },
    { timezone: 'Mars/Olympus' },
  ])('%j are refused', async (wrong) => {
    const { amelia } = world.consultants;
    const before = await rowsOf(world, 'consultants', {});
    const { status } = await world.api('PATCH', `/api/consultants/${amelia}`, { as: owner, body: wrong });
    expect([status >= 400, status < 500]).toEqual([true, true]);
    expect(await rowsOf(world, 'consultants', {})).toEqual(before);
  });

  it('are stored with the zone as the zone data spell it', async () => {
    const { amelia } = world.consultants;
    const reply = await world.api('PATCH', `/api/consultants/${amelia}`, {
      as: owner,
      body: { timezone: 'europe/paris' },
    });
    expect(reply.status).toBe(200);
    expect((await rowsOf(world, 'consultants', {})).map(({ timezone }) => timezone)).toContain(
      'Europe/Paris',
    );
  });
});
