import { type Person, startWorld, type World } from '../support/world';
import { unverified } from './cast';

/** Ways in that Payload offers and we do not, and the ones we do offer. */
const HOME = 'http://127.0.0.1:3999';
const PASSWORD = 'Serenity-test-1';
let world: World;
let cleo: Person;
let owner: Person;
beforeAll(async () => {
  world = await startWorld('access doors');
  cleo = await world.client();
  owner = await world.staff('owner');
}, 120_000);
afterAll(() => world.close());

async function secretsOf(collection: 'clients' | 'staff', id: string) {
  const { nativeCollection } = await import('../../src/platform/store');
  const { ObjectId } = await import('mongodb');
  return nativeCollection(world.payload, collection).findOne({ _id: new ObjectId(id) });
}

describe('doors that stay shut', () => {
  it.each(['GET', 'POST'])('GraphQL is not there for %s', async (method) => {
    for (const path of ['/api/graphql', '/api/graphql-playground', '/api/GraphQL']) {
      const { status } = await world.api(method, path, {
        as: owner,
        body: method === 'POST' ? { query: '{ Clients { docs { id } } }' } : undefined,
      });
      expect([path, status]).toEqual([path, 404]);
    }
  });

  it('what every object has is no collection, and no picture is drawn for a link', async () => {
    for (const path of [
      '/api/constructor',
      '/api/__proto__',
      '/api/toString/count',
      '/api/og?title=Anything',
    ]) {
      const { status } = await world.api('GET', path);
      expect([path, status]).toEqual([path, 404]);
    }
  });

  it.each([
    ['GET', '/api/packages?where=abc', undefined, 'nobody'],
    ['GET', '/api/packages?where[price][equals]=abc', undefined, 'nobody'],
    ['PATCH', 'own', { company: { a: 1 } }, 'client'],
    ['PATCH', 'own', { firstName: ['x', 'y'] }, 'client'],
  ] as const)('a value of a wrong kind is told as such: %s %s', async (method, path, body, who) => {
    const { status } = await world.api(method, path === 'own' ? `/api/clients/${cleo.id}` : path, {
      body,
      as: who === 'client' ? cleo : undefined,
    });
    expect(status).toBe(400);
    const { totalDocs } = await world.payload.count({
      collection: 'clients',
      where: { id: { equals: cleo.id }, firstName: { equals: 'Cleo' } },
    });
    expect(totalDocs).toBe(1);
  });

  it('nobody makes the first account of an empty collection', async () => {
    const empty = await startsWithNobody();
    expect(empty).toEqual([]);

    async function startsWithNobody(): Promise<string[]> {
      const made: string[] = [];
      for (const path of [
        '/api/clients/first-register',
        '/api/staff/first-register',
        '/api/staff/FIRST-REGISTER',
      ]) {
        const { status } = await world.api('POST', path, {
          body: {
            email: 'first@example.com',
            password: PASSWORD,
            firstName: 'F',
            lastName: 'R',
            role: 'owner',
          },
        });
        if (status !== 404) made.push(path);
      }
      const { totalDocs } = await world.payload.count({
        collection: 'staff',
        where: { email: { equals: 'first@example.com' } },
      });
      return totalDocs > 0 ? [...made, 'an account'] : made;
    }
  });

  it.each(['Verify', 'VERIFY', 'verify/', 'Verify/'])(
    "an address is confirmed by our route alone, not by Payload's (%s)",
    async (door) => {
      const person = await world.client({ verified: false });
      const token = String((await secretsOf('clients', person.id))?._verificationToken);
      const { status } = await world.api('POST', `/api/clients/${door}/${token}`.replaceAll('//', '/'), {
        body: {},
      });
      // The lower-case one is ours, and grants the trial along with it.
      if (status === 200) {
        const { totalDocs } = await world.payload.count({
          collection: 'credit-grants',
          where: { client: { equals: person.id } },
        });
        expect(totalDocs).toBe(1);
      } else {
        expect([status, (await secretsOf('clients', person.id))?._verified]).toEqual([404, false]);
      }
    },
  );

  it('a link to confirm an address works once, and none is guessed with an operator', async () => {
    const person = await world.client({ verified: false });
    const token = String((await secretsOf('clients', person.id))?._verificationToken);
    for (const guess of [
      '[object Object]',
      '{"$ne":null}',
      'null',
      'undefined',
      `${token}x`,
      '%00'.padEnd(30, '0'),
    ]) {
      expect([
        guess,
        (await world.api('POST', `/api/clients/verify/${encodeURIComponent(guess)}`)).status,
      ]).toEqual([guess, 404]);
    }
    const replies = [
      await world.api('POST', `/api/clients/verify/${token}`),
      await world.api('POST', `/api/clients/verify/${token}`),
    ];
    expect(replies.map(({ status }) => status)).toEqual([200, 404]);
  });

  it('an API key opens nothing', async () => {
    for (const scheme of ['clients API-Key x', 'staff API-Key x', 'users API-Key x']) {
      const { status } = await world.api('GET', '/api/credits/balance', {
        headers: { authorization: scheme },
      });
      expect([scheme, status]).toEqual([scheme, 401]);
    }
    const revealed = await world.api('POST', `/api/staff/${owner.id}/api-key/reveal`, {
      as: owner,
      body: {},
    });
    expect(revealed.status).toBeGreaterThanOrEqual(400);
  });

  it('a new password cannot be chosen with a guessed or missing token', async () => {
    const before = await secretsOf('clients', cleo.id);
    for (const token of [undefined, null, '', 'x', { $ne: null }, { $gt: '' }, ['x'], true]) {
      const { status } = await world.api('POST', '/api/clients/reset-password', {
        body: { token, password: 'Taken-over-1' },
      });
      expect([token, status >= 400]).toEqual([token, true]);
    }
    expect((await secretsOf('clients', cleo.id))?.hash).toBe(before?.hash);
  });

  it.each([
    { email: { $ne: null } },
    { email: { $gt: '' } },
    { email: ['client-1@example.com'] },
    { username: 'client-1@example.com' },
    {},
  ])('nobody signs in with %j', async (body) => {
    for (const collection of ['clients', 'staff']) {
      for (const password of [PASSWORD, { $ne: null }, undefined]) {
        const { status, body: answer } = await world.api('POST', `/api/${collection}/login`, {
          body: { ...body, password },
        });
        expect([status >= 400, 'token' in answer]).toEqual([true, false]);
      }
    }
  });
});

describe('a token', () => {
  it('of an account whose address is not confirmed opens nothing', async () => {
    const person = await unverified(world);
    expect(person.token.split('.')).toHaveLength(3);
    expect((await world.api('GET', '/api/clients/me', { as: person })).body.user).toBeNull();
    expect((await world.api('GET', '/api/credits/balance', { as: person })).status).toBe(401);
    expect(
      (
        await world.api('POST', '/api/clients/login', {
          body: { email: person.email, password: 'Another-password-1' },
        })
      ).status,
    ).toBe(403);
  });

  it.each([
    [
      'an unsigned one',
      () =>
        `${btoa('{"alg":"none","typ":"JWT","authVersion":1}').replaceAll('=', '')}.${cleo.token.split('.')[1] ?? ''}.`,
    ],
    [
      'one that says it is staff',
      () =>
        [
          cleo.token.split('.')[0],
          Buffer.from(JSON.stringify({ id: owner.id, collection: 'staff' })).toString('base64url'),
          cleo.token.split('.')[2],
        ].join('.'),
    ],
    ['none', () => ''],
  ])("%s is nobody's", async (_name, token) => {
    expect(
      (await world.api('GET', '/api/credits/balance', { headers: { authorization: `JWT ${token()}` } }))
        .status,
    ).toBe(401);
    expect(
      (await world.api('GET', '/api/staff', { headers: { authorization: `JWT ${token()}` } })).status,
    ).toBe(403);
  });

  it('of a client says nothing at the doors of staff, and the other way round', async () => {
    expect((await world.api('GET', '/api/staff/me', { as: cleo })).body.user).toBeNull();
    expect((await world.api('GET', '/api/clients/me', { as: owner })).body.user).toBeNull();
    expect(
      (await world.api('POST', '/api/staff/refresh-token', { as: cleo, body: {} })).status,
    ).toBeGreaterThanOrEqual(400);
  });

  it('ends with signing out', async () => {
    const person = await world.client();
    expect((await world.api('GET', '/api/credits/balance', { as: person })).status).toBe(200);
    expect((await world.api('POST', '/api/clients/logout', { as: person, body: {} })).status).toBe(200);
    expect((await world.api('GET', '/api/credits/balance', { as: person })).status).toBe(401);
  });

  it("ends when a new password is chosen by the mail's link", async () => {
    const person = await world.client();
    const token = await world.payload.forgotPassword({
      collection: 'clients',
      data: { email: person.email },
      disableEmail: true,
    });
    expect(
      (
        await world.api('POST', '/api/clients/reset-password', {
          body: { token, password: 'Another-password-1' },
        })
      ).status,
    ).toBe(200);
    expect((await world.api('GET', '/api/credits/balance', { as: person })).status).toBe(401);
    expect(
      (
        await world.api('POST', '/api/clients/reset-password', {
          body: { token, password: 'Once-more-12345' },
        })
      ).status,
    ).toBe(403);
  });

  it('of staff loses its rights with the role, at once', async () => {
    const person = await world.staff('finance');
    expect((await world.api('GET', '/api/payments', { as: person })).status).toBe(200);
    await world.payload.update({ collection: 'staff', id: person.id, data: { role: 'editor' } });
    expect((await world.api('GET', '/api/payments', { as: person })).status).toBe(403);
  });
});

describe('a cookie', () => {
  const withCookie = (headers: Record<string, string>) =>
    world.api('GET', '/api/credits/balance', {
      headers: { cookie: `serenity-token=${cleo.token}`, ...headers },
    });

  it.each<[Record<string, string>, number]>([
    [{ origin: HOME }, 200],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'none' }, 200],
    [{ origin: 'https://evil.example' }, 401],
    [{ origin: 'http://127.0.0.1:3999.evil.example' }, 401],
    [{ origin: 'null' }, 401],
    [{ 'sec-fetch-site': 'cross-site' }, 401],
    [{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, 401],
    [{}, 401],
  ])('with %j is answered %d', async (headers, status) => {
    expect((await withCookie(headers)).status).toBe(status);
  });

  it('changes nothing when another site sends it', async () => {
    const headers = { cookie: `serenity-token=${cleo.token}`, origin: 'https://evil.example' };
    const { status } = await world.api('PATCH', `/api/clients/${cleo.id}`, {
      headers,
      body: { lastName: 'Forged' },
    });
    const record = await world.payload.findByID({ collection: 'clients', id: cleo.id });
    expect([status, record.lastName]).toEqual([403, cleo.user.lastName]);
  });

  it('is out of reach of scripts, and comes with signing in', async () => {
    const { headers } = await world.api('POST', '/api/clients/login', {
      body: { email: cleo.email, password: PASSWORD },
      headers: { origin: HOME },
    });
    expect(headers.get('set-cookie')).toMatch(/^serenity-token=.*HttpOnly.*SameSite=Lax/s);
  });

  it('lets no other site read an answer', async () => {
    const { headers } = await world.api('GET', '/api/packages', {
      headers: { origin: 'https://evil.example' },
    });
    expect(headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
    expect(headers.get('access-control-allow-origin')).not.toBe('*');
  });
});

describe('/api/access', () => {
  it('tells rights, and no records', async () => {
    for (const as of [undefined, cleo, owner]) {
      const { status, body } = await world.api('GET', '/api/access', { as });
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toContain('@');
    }
    const { body } = await world.api<{
      collections: Record<string, { read?: unknown }>;
      canAccessAdmin?: boolean;
    }>('GET', '/api/access', { as: cleo });
    expect([
      body.canAccessAdmin ?? false,
      Object.keys(body.collections).filter(
        (slug) => slug.startsWith('payload-') && body.collections[slug]?.read,
      ),
    ]).toEqual([false, []]);
  });
});
