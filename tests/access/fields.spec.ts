import { type CollectionSlug, type FlattenedField } from 'payload';

import { availabilityPath } from '../support/availability';
import { startWorld, type World } from '../support/world';
import { type Cast, castOf } from './cast';
import { type Actor, ACTORS, COLLECTIONS, WITHOUT_ENDPOINTS } from './rules';

/** What is kept from a reader stays out of every answer, and cannot be guessed by asking. */
let world: World;
let cast: Cast;
beforeAll(async () => {
  world = await startWorld('access fields');
  cast = await castOf(world);
}, 180_000);
afterAll(() => world.close());

type Json = Record<string, unknown>;

const isKept = (slug: string, path: string, actor: Actor): boolean => {
  const rule = COLLECTIONS[slug]?.fields[path];
  return rule?.hidden === true || (rule?.read !== undefined && !rule.read.includes(actor));
};
const keptFrom = (slug: string, actor: Actor): string[] =>
  Object.keys(COLLECTIONS[slug]?.fields ?? {}).filter((path) => isKept(slug, path, actor));
const readable = (actor: Actor): string[] =>
  Object.keys(COLLECTIONS).filter((slug) => {
    const { all = [], own = [] } = COLLECTIONS[slug]?.read ?? {};
    return (all.includes(actor) || own.includes(actor)) && !slug.startsWith('payload-');
  });
const fieldsOf = (slug: string): FlattenedField[] =>
  world.payload.collections[slug as CollectionSlug].config.flattenedFields;

const relationsOf = (slug: string): { name: string; to: string }[] =>
  fieldsOf(slug).flatMap((field) =>
    field.type === 'relationship' && typeof field.relationTo === 'string'
      ? [{ name: field.name, to: field.relationTo }]
      : [],
  );

const valueAt = (record: Json, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Json | null | undefined)?.[name], record);

/** A list that is kept from somebody is answered as an empty one. */
const holds = (value: unknown): boolean =>
  value !== undefined && !(Array.isArray(value) && value.length === 0);

/** The paths in a record, and in the records inside it, that this reader must not see. */
function leaks(record: Json, slug: string, actor: Actor): string[] {
  const here = keptFrom(slug, actor).filter((path) => holds(valueAt(record, path)));
  const inside = relationsOf(slug).flatMap(({ name, to }) => {
    const related = record[name];
    return typeof related === 'object' && related !== null
      ? leaks(related as Json, to, actor).map((path) => `${name}.${path}`)
      : [];
  });
  return [...here, ...inside];
}

const docsOf = (body: Json): Json[] => (body.docs as Json[] | undefined) ?? [];

describe('what is kept from a reader', () => {
  const tricks = [
    'depth=0',
    'depth=10&limit=10000',
    'draft=true&trash=true&locale=all&showHiddenFields=true&overrideAccess=true&depth=2',
  ];

  it.each(ACTORS)('is in no answer to the %s', async (actor) => {
    for (const slug of readable(actor)) {
      const asked = keptFrom(slug, actor).map((path) => `select[${path.replaceAll('.', '][')}]=true`);
      const populated = relationsOf(slug).flatMap(({ to }) =>
        keptFrom(to, actor).map((path) => `populate[${to}][${path.split('.')[0]}]=true`),
      );
      for (const query of [...tricks, asked.join('&'), `depth=2&${populated.join('&')}`]) {
        const { body } = await world.api<Json>('GET', `/api/${slug}?${query}`, { as: cast.people[actor] });
        for (const record of docsOf(body))
          expect([actor, slug, query, leaks(record, slug, actor)]).toEqual([actor, slug, query, []]);
        const id = cast.own(actor, slug);
        if (!id) continue;
        const one = await world.api<Json>('GET', `/api/${slug}/${id}?${query}`, { as: cast.people[actor] });
        expect([actor, slug, query, leaks(one.body, slug, actor)]).toEqual([actor, slug, query, []]);
      }
    }
  });

  it('is there for the owner, unless it is kept from everybody', async () => {
    const seen: [string, string][] = [];
    for (const [slug, path] of [
      ['payments', 'fee'],
      ['payments', 'feeRate'],
      ['payments', 'intentId'],
      ['transactions', 'key'],
      ['transactions', 'actor'],
      ['transactions', 'correlationId'],
      ['consultants', 'zoomHost'],
      ['consultants', 'email'],
      ['consultants', 'weeklyHours'],
      ['consultations', 'buffers.before'],
      ['consultations', 'bookedBy'],
      ['consultation-types', 'bufferAfter'],
      ['credit-grants', 'key'],
      ['messages', 'key'],
      ['packages', 'burnPriority'],
    ] as const) {
      const { body } = await world.api<Json>('GET', `/api/${slug}?limit=0&depth=0`, {
        as: cast.people.owner,
      });
      if (
        !docsOf(body).some((record) => valueAt(record, path) !== undefined && valueAt(record, path) !== null)
      )
        seen.push([slug, path]);
    }
    expect(seen).toEqual([]);
  });

  it.each(ACTORS)(
    'cannot be guessed by the %s with a condition or an order',
    async (actor) => {
      const answered: string[] = [];
      const ask = async (slug: string, query: string): Promise<void> => {
        const { status } = await world.api('GET', `/api/${slug}?${query}`, { as: cast.people[actor] });
        if (status < 400) answered.push(`${slug}?${query}`);
      };
      for (const slug of readable(actor)) {
        const direct = keptFrom(slug, actor);
        const related = relationsOf(slug).flatMap(({ name, to }) =>
          keptFrom(to, actor).map((path) => `${name}.${path}`),
        );
        for (const path of [...direct, ...related]) {
          await ask(slug, `where[or][0][and][0][${path}][exists]=true`);
          await ask(slug, `sort=-${path}`);
        }
        for (const path of direct) {
          await ask(slug, `where[${path}][greater_than]=0`);
          await ask(slug, `where[${path}][like]=a`);
          await ask(`${slug}/count`, `where[${path}][not_equals]=x`);
        }
        for (const path of actor === 'client' ? related : []) {
          await ask(slug, `where[${path.replace('.', '__')}][exists]=true`);
          await ask(slug, `sort=id,${path.replace('.', '__')}`);
        }
      }
      expect(answered).toEqual([]);
    },
    180_000,
  );

  it.each(ACTORS)('is not counted for the %s by asking for a place', async (actor) => {
    const queries = [
      'where[createdAt][near]=x',
      'where[or][0][and][0][createdAt][near]=0,0',
      'where[createdAt][within]=x',
    ];
    const paths = readable(actor).flatMap((slug) =>
      queries.flatMap((query) => [`${slug}?${query}`, `${slug}/count?${query}`]),
    );
    for (const path of paths) {
      const { status } = await world.api('GET', `/api/${path}`, { as: cast.people[actor] });
      expect([path, status >= 400]).toEqual([path, true]);
    }
  });

  it('of clients cannot be guessed through other records by who reads no clients', async () => {
    for (const path of ['company', 'timezone', 'verifiedAt', '_verified', 'email', 'firstName']) {
      for (const slug of ['messages', 'consultations', 'payments']) {
        const { status } = await world.api('GET', `/api/${slug}?where[client.${path}][exists]=true`, {
          as: cast.people.editor,
        });
        expect([slug, path, status >= 400]).toEqual([slug, path, true]);
      }
    }
  });

  it('does not empty the list search of who may read the other fields', async () => {
    const search = (slug: string, words: Record<string, string>) =>
      Object.entries(words)
        .map(([field, word], at) => `where[or][${at}][${field}][like]=${word}`)
        .join('&') + `&from=${slug}`;
    const { otto } = cast;
    const [, cleo = ''] = [otto.email, cast.people.client?.email];
    for (const [actor, found] of [
      ['consultant', 1],
      ['ops', 1],
    ] as const) {
      const { status, body } = await world.api(
        'GET',
        `/api/clients?${search('list', { email: cleo, company: 'nothing-of-this-name' })}`,
        { as: cast.people[actor] },
      );
      expect([actor, status, body.totalDocs]).toEqual([actor, 200, found]);
    }
    // Alone, or beside what may not be read either, it is refused as before.
    expect(
      (await world.api('GET', '/api/clients?where[or][0][company][like]=a', { as: cast.people.consultant }))
        .status,
    ).toBe(400);
  });

  it('may be asked for by who may read it', async () => {
    const found = await world.api('GET', '/api/payments?where[fee][greater_than]=0&sort=-fee', {
      as: cast.people.finance,
    });
    expect([found.status, found.body.totalDocs]).toEqual([200, 2]);
    const own = await world.api('GET', '/api/consultations?where[consultant.name][like]=Amelia', {
      as: cast.people.client,
    });
    expect([own.status, own.body.totalDocs]).toEqual([200, 1]);
  });
});

describe("somebody else's records", () => {
  it.each(['client', 'consultant'] as const)(
    'stay out of what a %s gets, however it is asked',
    async (actor) => {
      const { otto } = cast;
      const foreign = [
        otto.email,
        ...[
          'clients',
          'consultations',
          'payments',
          'credit-grants',
          'transactions',
          'wallets',
          'messages',
        ].map((slug) => cast.others(slug)),
      ];
      const queries = [
        'limit=0&depth=10',
        'limit=10000',
        'limit=-1',
        'pagination=false',
        'page=2&limit=1',
        'trash=true&draft=true&locale=all&overrideAccess=true',
        `where[id][in]=${foreign.slice(1).join(',')}`,
        'where[or][0][id][exists]=true&where[or][1][id][exists]=false',
        `where[client][equals]=${otto.id}`,
        `where[client.email][equals]=${otto.email}`,
        `where[client][$ne]=x`,
        'where[$or][0][id][exists]=true',
        'where[id][$ne]=x',
        `where[or][0][client][not_equals]=x&user=${otto.id}`,
      ];
      for (const slug of Object.keys(COLLECTIONS).filter((name) => !WITHOUT_ENDPOINTS.includes(name))) {
        for (const query of queries) {
          const direct = await world.api('GET', `/api/${slug}?${query}`, { as: cast.people[actor] });
          const overridden = !query.startsWith('where')
            ? direct
            : await world.api('POST', `/api/${slug}`, {
                as: cast.people[actor],
                body: query,
                headers: {
                  'content-type': 'application/x-www-form-urlencoded',
                  'x-http-method-override': 'GET',
                },
              });
          for (const reply of [direct, overridden]) {
            const text = JSON.stringify(docsOf(reply.body));
            expect([slug, query, foreign.filter((word) => text.includes(word))]).toEqual([slug, query, []]);
          }
        }
        const rights = await world.api('POST', `/api/${slug}/access/${cast.others(slug)}`, {
          as: cast.people[actor],
          body: {},
        });
        expect(JSON.stringify(rights.body)).not.toContain(otto.email);
      }
    },
    180_000,
  );

  it("cannot be guessed through one's own", async () => {
    for (const query of [
      `where[client.email][equals]=${cast.otto.email}`,
      `where[consultation.client.email][equals]=${cast.otto.email}`,
      `where[grant.client][equals]=${cast.otto.id}`,
    ]) {
      const { body } = await world.api('GET', `/api/transactions?${query}`, { as: cast.people.client });
      expect([query, docsOf(body)]).toEqual([query, []]);
    }
  });
});

describe('our own routes', () => {
  const keys = (value: unknown): string[] => Object.keys(value as Json).sort();

  it('answer a client with the fields of the contract and no other', async () => {
    const as = cast.people.client;
    const get = async (path: string) => (await world.api<Json>('GET', path, { as })).body;
    const balance = await get('/api/credits/balance');
    expect(keys(balance)).toEqual([
      'activePackages',
      'asOf',
      'available',
      'expired',
      'expiring',
      'held',
      'lots',
      'lowBalance',
      'used',
    ]);
    expect(keys((balance.lots as Json[])[0])).toEqual([
      'available',
      'expiresAt',
      'grantId',
      'held',
      'packageName',
      'source',
      'total',
      'used',
    ]);
    const history = docsOf(await get('/api/credits/history'));
    expect(keys(history[0])).toEqual([
      'actor',
      'at',
      'balanceAfter',
      'consultationId',
      'from',
      'id',
      'kind',
      'packageName',
      'paymentId',
      'quantity',
      'reason',
      'to',
      'what',
      'why',
    ]);
    expect(
      [...new Set(history.map(({ actor }) => actor))].filter(
        (actor) => !['you', 'our team', 'automatic'].includes(String(actor)),
      ),
    ).toEqual([]);
    const payments = docsOf(await get('/api/payments/history'));
    expect(keys(payments[0])).toEqual([
      'amount',
      'createdAt',
      'credits',
      'currency',
      'id',
      'invoiceNumber',
      'invoiceUrl',
      'packageName',
      'paidAt',
      'refundedAmount',
      'reversals',
      'status',
    ]);
    const packages = docsOf(await get('/api/credits/packages'));
    expect(keys(packages[0])).toEqual([
      'badge',
      'credits',
      'currency',
      'description',
      'features',
      'id',
      'name',
      'price',
      'pricePerCredit',
      'savings',
      'slug',
      'validityDays',
    ]);
    const preview = await get(
      `/api/consultations/${cast.own('client', 'consultations') ?? ''}/cancellation-preview`,
    );
    expect(keys(preview)).toEqual(['credits', 'explanation', 'outcome', 'returned', 'rule']);
    expect(
      keys(
        await get(
          availabilityPath({
            consultantId: world.consultants.amelia,
            typeId: world.types.sixty,
            from: '2026-11-23T00:00:00Z',
            to: '2026-11-25T00:00:00Z',
          }),
        ),
      ),
    ).toEqual(['bookableUntil', 'slots', 'timezone']);
  });

  it('answer about oneself without secrets', async () => {
    const as = cast.people.client;
    for (const [method, path] of [
      ['GET', '/api/clients/me'],
      ['POST', '/api/clients/refresh-token'],
    ] as const) {
      const { status, body } = await world.api<Json>(method, path, {
        as,
        body: method === 'POST' ? {} : undefined,
      });
      expect([path, status, (body.user as Json).id]).toEqual([path, 200, as?.id]);
      expect([path, leaks(body.user as Json, 'clients', 'client')]).toEqual([path, []]);
    }
    const signedIn = await world.api<Json>('POST', '/api/clients/login?depth=5', {
      body: { email: as?.email, password: 'Serenity-test-1' },
    });
    expect([signedIn.status, leaks(signedIn.body.user as Json, 'clients', 'client')]).toEqual([200, []]);
  });
});
