import { COLLECTION_DOORS, type Door, GLOBAL_DOORS, hasDoor } from '../../src/collections/doors';
import { type Reply, startWorld, type World } from '../support/world';
import { type Cast, castOf } from './cast';
import { everything } from './everything';
import { ACTORS, COLLECTIONS, GLOBALS } from './rules';

/** The doors of Payload's REST API: those the table names are there, and every other is not (404), for anybody. */
let world: World;
let cast: Cast;
beforeAll(async () => {
  world = await startWorld('access door table');
  cast = await castOf(world);
}, 180_000);
afterAll(() => world.close());

const SLUGS = Object.keys(COLLECTIONS);
const MISSING = '0'.repeat(24);

type Way = [method: string, path: string];
/** How each door that a collection may lack is reached, in more than one spelling. */
const WAYS: Partial<Record<Door, (slug: string, id: string) => Way[]>> = {
  duplicate: (slug, id) => [
    ['POST', `/api/${slug}/${id}/duplicate`],
    ['POST', `/api/${slug}/${id}/Duplicate/`],
  ],
  'bulk-change': (slug) => [
    ['PATCH', `/api/${slug}?where[id][exists]=true`],
    ['PATCH', `/api/${slug}/?where[id][exists]=true`],
  ],
  'bulk-remove': (slug) => [['DELETE', `/api/${slug}?where[id][exists]=true`]],
  versions: (slug, id) => [
    ['GET', `/api/${slug}/versions`],
    ['GET', `/api/${slug}/VERSIONS`],
    ['GET', `/api/${slug}/versions/${id}`],
    ['POST', `/api/${slug}/versions/${id}`],
  ],
  access: (slug, id) => [['POST', `/api/${slug}/access/${id}`]],
  init: (slug) => [['GET', `/api/${slug}/init`]],
  session: (slug) => [
    ['GET', `/api/${slug}/me`],
    ...['login', 'logout', 'refresh-token', 'reset-password'].map((word): Way => [
      'POST',
      `/api/${slug}/${word}`,
    ]),
  ],
};
/** Never there, whatever the table says. */
const NEVER = (slug: string, id: string): Way[] => [
  ['POST', `/api/${slug}/access`],
  ['POST', `/api/${slug}/first-register`],
  ['POST', `/api/${slug}/unlock`],
  ['POST', `/api/${slug}/verify/${id}`],
  ['POST', `/api/${slug}/${id}/api-key/reveal`],
  ['PUT', `/api/${slug}/${id}`],
  ['POST', `/api/${slug}/${id}/x`],
  ['GET', `/api/${slug}/${id}/x/y`],
];

const ask = (actor: keyof Cast['people'], [method, path]: Way): Promise<Reply> =>
  world.api(method, path, {
    as: cast.people[actor],
    body: method === 'GET' || method === 'DELETE' ? undefined : {},
  });

describe('the table of doors', () => {
  it('names every collection and global, and no other', () => {
    expect(Object.keys(COLLECTION_DOORS).sort()).toEqual(SLUGS.sort());
    expect(Object.keys(GLOBAL_DOORS)).toEqual(Object.keys(GLOBALS));
  });

  it.each(SLUGS)('%s is offered in the admin as the table says', (slug) => {
    const { config } = world.payload.collections[slug as 'clients'];
    const has = (door: Door): boolean => hasDoor(COLLECTION_DOORS, slug, door);
    expect([has('versions'), has('trash'), has('session')]).toEqual([
      Boolean(config.versions),
      Boolean(config.trash),
      Boolean(config.auth),
    ]);
    expect(has('lock')).toBe(config.lockDocuments !== false);
    if (slug.startsWith('payload-')) return;
    expect([has('duplicate'), has('bulk-change'), has('bulk-remove')]).toEqual([
      !config.disableDuplicate,
      !config.disableBulkEdit,
      !config.disableBulkDelete,
    ]);
  });

  it.each(SLUGS)('%s has no other door, for anybody', async (slug) => {
    const isKeyed = hasDoor(COLLECTION_DOORS, slug, 'own-key');
    const id = cast.others(slug);
    const closed = Object.entries(WAYS).flatMap(([door, ways]) =>
      hasDoor(COLLECTION_DOORS, slug, door as Door) ? [] : ways(slug, id),
    );
    // Where records are found by any key, one word behind the name is such a key.
    const words = (path: string): number => path.split('?')[0]?.split('/').filter(Boolean).length ?? 0;
    const ways = [...closed, ...NEVER(slug, id)].filter(([, path]) => !isKeyed || words(path) !== 3);
    const before = await everything(world);
    for (const actor of ['stranger', 'client', 'owner'] as const)
      for (const way of ways) expect([actor, way, (await ask(actor, way)).status]).toEqual([actor, way, 404]);
    expect(await everything(world)).toEqual(before);
  });
});

describe('what is told of a record that one may not read', () => {
  it.each(SLUGS)('is what is told of one that is not there (%s)', async (slug) => {
    if (hasDoor(COLLECTION_DOORS, slug, 'own-key')) return;
    const foreign = cast.others(slug);
    for (const actor of ACTORS) {
      const { all, own } = COLLECTIONS[slug]?.read ?? {};
      if (all?.includes(actor)) continue;
      const ways: ((id: string) => Way)[] = [
        (id) => ['POST', `/api/${slug}/access/${id}`],
        (id) => ['GET', `/api/${slug}/${id}`],
        (id) => ['PATCH', `/api/${slug}/${id}`],
        (id) => ['DELETE', `/api/${slug}/${id}`],
        (id) => ['POST', `/api/${slug}/versions/${id}`],
      ];
      for (const way of ways) {
        const [of, none] = [await ask(actor, way(foreign)), await ask(actor, way(MISSING))];
        expect([actor, way('id'), of.status, of.body]).toEqual([actor, way('id'), none.status, none.body]);
      }
      const mine = cast.own(actor, slug);
      if (mine && own?.includes(actor) && hasDoor(COLLECTION_DOORS, slug, 'access'))
        expect([actor, (await ask(actor, ['POST', `/api/${slug}/access/${mine}`])).status]).toEqual([
          actor,
          200,
        ]);
    }
  });
});

it('whether there are accounts yet is told to nobody', async () => {
  for (const slug of ['clients', 'staff'])
    for (const actor of ACTORS)
      expect([slug, actor, (await ask(actor, ['GET', `/api/${slug}/init`])).status]).toEqual([
        slug,
        actor,
        404,
      ]);
});

it('no answer of Payload is kept by a browser or a proxy', async () => {
  const ways: Way[] = [
    ...SLUGS.map((slug): Way => ['GET', `/api/${slug}`]),
    ...['login', 'logout', 'refresh-token', 'reset-password'].flatMap((word): Way[] => [
      ['POST', `/api/clients/${word}`],
      ['POST', `/api/staff/${word}`],
    ]),
    ...['/api/access', '/api/clients/me', '/api/globals/settings', '/api/nothing'].map((path): Way => [
      'GET',
      path,
    ]),
    ['OPTIONS', '/api/packages'],
    ['OPTIONS', '/api/constructor'],
  ];
  for (const actor of ['stranger', 'finance'] as const)
    for (const way of ways)
      expect([actor, way, (await ask(actor, way)).headers.get('cache-control')]).toEqual([
        actor,
        way,
        'no-store',
      ]);
});

describe('a GET that comes as a POST', () => {
  const override = { 'X-Payload-HTTP-Method-Override': 'GET' };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const send = (path: string, body: string, headers: Record<string, string> = form): Promise<Reply> =>
    world.api('POST', path, { as: cast.people.ops, body, headers: { ...override, ...headers } });

  it('lists what its conditions say, and is bounded as every query', async () => {
    const list = await send('/api/clients?depth=0', `where[id][equals]=${cast.otto.id}`);
    expect([list.status, list.body.totalDocs]).toEqual([200, 1]);
    const many = Array.from({ length: 400 }, (_, n) => `where[or][${n}][id][equals]=x`).join('&');
    expect((await send('/api/clients', many)).status).toBe(422);
    expect((await send('/api/clients', `search=${'x'.repeat(100_000)}`)).status).toBe(422);
  });

  it('opens no door that a GET does not', async () => {
    for (const path of ['/api/staff/init', '/api/clients/versions', '/api/clients/login'])
      expect([path, (await send(path, '')).status]).toEqual([path, 404]);
    expect((await send('/api/clients', '{"depth":1}', { 'content-type': 'application/json' })).status).toBe(
      400,
    );
  });
});

it('a refusal says in one shape which field does not fit, and how', async () => {
  const { status, body } = await world.api('PATCH', `/api/clients/${cast.otto.id}`, {
    as: cast.people.owner,
    body: { company: { a: 1 }, __v: 5 },
  });
  const fields = [
    { path: 'company', message: 'This must be text.' },
    { path: '__v', message: 'There is no such field.' },
  ];
  expect([status, body]).toEqual([
    400,
    {
      error: { code: 'VALIDATION', message: 'What was sent does not fit this record.', fields },
      errors: [
        {
          message:
            'What was sent does not fit this record: company – This must be text., __v – There is no such field.',
          data: { code: 'VALIDATION', errors: fields },
        },
      ],
    },
  ]);
});
