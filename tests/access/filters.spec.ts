import { type FlattenedField } from 'payload';

import { rowsOf } from '../support/invariants';
import { type Person, startWorld, type World } from '../support/world';

/** A filter that cannot be read is refused, and takes nothing, on every verb. */
let world: World;
let owner: Person;
beforeAll(async () => {
  world = await startWorld('access-filters');
  owner = await world.staff('owner');
  await world.client({ credits: 3 });
});
afterAll(() => world.close());

interface Refused {
  errors?: { message: string }[];
}

const UNREADABLE: Partial<Record<FlattenedField['type'], [operator: string, value: string][]>> = {
  date: [
    ['less_than', 'garbage'],
    ['equals', ''],
    ['in', '2026-01-01,garbage'],
    ['like', '2026'],
    ['exists', 'perhaps'],
  ],
  number: [
    ['not_equals', 'x'],
    ['greater_than', ''],
    ['in', '1,x'],
    ['like', '1'],
  ],
  checkbox: [
    ['not_equals', 'maybe'],
    ['in', 'true'],
    ['exists', ''],
  ],
  relationship: [
    ['not_equals', 'x'],
    ['equals', 'abcdefghijkl'],
    ['not_in', 'x,y'],
    ['like', 'x'],
  ],
  select: [
    ['not_equals', 'no such choice'],
    ['in', ''],
  ],
  text: [
    ['near', '0,0'],
    ['exists', 'x'],
    ['in', ''],
  ],
};

const collections = () => world.payload.config.collections.filter(({ slug }) => !slug.startsWith('payload-'));
const isOpen = ({ access, hidden }: { access?: { read?: unknown }; hidden?: unknown }): boolean =>
  !access?.read && hidden !== true;
const ask = (method: string, path: string, body?: unknown) =>
  world.api<Refused>(method, path, { as: owner, body });
const messageOf = ({ errors }: Refused): string => errors?.[0]?.message ?? '';

it('an operator that cannot read its value is refused by name: each type of field, every collection', async () => {
  for (const { slug, flattenedFields } of collections()) {
    const seen = new Set<string>();
    for (const field of flattenedFields.filter((one) => isOpen(one as never))) {
      if (seen.has(field.type)) continue;
      seen.add(field.type);
      const asked = (UNREADABLE[field.type] ?? []).map(async ([operator, value]) => {
        const name = `${field.name}.${operator}`;
        const reply = await ask('GET', `/api/${slug}?where[${field.name}][${operator}]=${value}`);
        return [
          slug,
          name,
          reply.status === 403 ? 400 : reply.status,
          reply.status === 403 || messageOf(reply.body).includes(name),
        ];
      });
      for (const [of, name, status, isNamed] of await Promise.all(asked))
        expect([of, name, status, isNamed]).toEqual([of, name, 400, true]);
    }
  }
});

describe('wherever it stands', () => {
  const BAD = 'createdAt][less_than]=garbage';
  it.each([
    `where[${BAD}`,
    `where[and][0][${BAD}`,
    `where[or][0][${BAD}&where[or][1][id][exists]=true`,
    `where[AND][0][or][0][and][0][${BAD}`,
    `where[id][exists]=true&where[${BAD}`,
    'where=garbage',
    'where[]=x',
    'where[and]=x',
    'where[or][0]=x',
    'where[email]=x',
    'where[email][equals][$ne]=x',
    'where[email][equals]=a&where[email][equals]=b&where[createdAt][equals][0]=x',
    'where[id][not_equals]=',
    'where[id][in]=',
    'where[id][equals]=x',
    'where[nope][equals]=x',
    'where[email][nope]=x',
    'where[constructor][equals]=x',
    'where[email][constructor]=x',
  ])('%s', async (query) => {
    const before = (await rowsOf(world, 'clients', {})).length;
    for (const [method, path] of [
      ['GET', '/api/clients'],
      ['GET', '/api/clients/count'],
      ['PATCH', '/api/clients'],
      ['DELETE', '/api/staff'],
    ] as const) {
      const { status } = await ask(
        method,
        `${path}?${query}`,
        method === 'PATCH' ? { company: 'Taken' } : undefined,
      );
      expect([method, status >= 400 && status < 500]).toEqual([method, true]);
    }
    expect(await rowsOf(world, 'clients', { company: 'Taken' })).toEqual([]);
    expect((await rowsOf(world, 'clients', {})).length).toBe(before);
    expect((await rowsOf(world, 'staff', {})).length).toBeGreaterThan(0);
  });

  it.each([
    '/api/consultations?where[client.createdAt][less_than]=garbage',
    '/api/email-templates/versions?where[version.updatedAt][less_than]=garbage',
    '/api/email-templates/versions?where[parent][not_equals]=x',
    '/api/audit-log?where[facts.any.depth][near]=0',
    '/api/payload-preferences?where[user.value][not_equals]=x',
    '/api/payload-locked-documents?where[updatedAt][less_than]=garbage',
  ])('beyond a relation, in versions, in JSON: %s', async (path) => {
    expect([400, 403, 404]).toContain((await ask('GET', path)).status);
  });
});

it('what can be read is answered', async () => {
  const client = await world.client();
  const found = async (query: string, of = 'clients') => (await ask('GET', `/api/${of}?${query}`)).status;
  for (const query of [
    `where[id][equals]=${client.id}`,
    `where[id][in]=${client.id},${owner.id}`,
    'where[createdAt][greater_than]=2020-01-01',
    'where[or][0][and][0][email][like]=a',
    'where[and][0][_verified][equals]=true',
    'where[email][exists]=true&sort=-createdAt,email',
  ])
    expect([query, await found(query)]).toEqual([query, 200]);
  expect(
    await found(`where[client][equals]=${client.id}&where[client.email][contains]=a`, 'consultations'),
  ).toBe(200);
  expect(await found('where[facts.role.after][equals]=owner', 'audit-log')).toBe(200);
  expect(await found('where[and][0][version._status][equals]=draft', 'email-templates/versions')).toBe(200);
});

it('a bulk verb names its records', async () => {
  const before = (await rowsOf(world, 'staff', {})).length;
  for (const query of [
    'where[id][exists]=true',
    'where[email][exists]=true',
    'where[or][0][id][in]=x',
    'limit=1',
    '',
  ])
    expect((await ask('DELETE', `/api/staff?${query}`)).status).toBeGreaterThanOrEqual(400);
  expect((await rowsOf(world, 'staff', {})).length).toBe(before);
});

it('the own preferences of the admin are reset together, and nobody else’s', async () => {
  const other = await world.staff('editor');
  for (const { id } of [owner, other])
    await world.payload.db.create({
      collection: 'payload-preferences',
      data: { key: 'nav', user: { relationTo: 'staff', value: id }, value: { open: true } },
    });
  const mine = `/api/payload-preferences?depth=0&where[user.value][equals]=${owner.id}`;
  expect((await ask('DELETE', mine)).status).toBe(200);
  expect((await rowsOf(world, 'payload-preferences', {})).map(({ user }) => String(user.value))).toEqual([
    other.id,
  ]);
});

it('a list is ordered by its declared fields only', async () => {
  for (const sort of [
    'nope',
    '-nope',
    'client.email',
    'hash',
    'sessions.id',
    'resetPasswordToken',
    '$where',
    'createdAt,nope',
  ])
    expect([sort, (await ask('GET', `/api/clients?sort=${sort}`)).status]).toEqual([sort, 400]);
});
