import { ObjectId } from 'mongodb';

import { whileHashing } from '../support/hashingGate';
import { rowsOf } from '../support/invariants';
import { PASSWORD } from '../support/people';
import { type Person, startWorld, type World } from '../support/world';

const NEW = 'A-calmer-harbour-2';

let world: World;
beforeAll(async () => {
  world = await startWorld('race-sign-in');
});
afterAll(() => world.close());

type Accounts = 'clients' | 'staff';
interface SignedIn {
  token?: string;
  user?: { role?: string };
}

const signIn = (person: Person, accounts: Accounts, password = PASSWORD) =>
  world.api<SignedIn>('POST', `/api/${accounts}/login`, { body: { email: person.email, password } });
const stored = async (person: Person, accounts: Accounts) =>
  (await rowsOf(world, accounts, { _id: new ObjectId(person.id) }))[0] ?? {};
const sessionsOf = async (person: Person, accounts: Accounts): Promise<string[]> =>
  ((await stored(person, accounts)).sessions as { id: string }[]).map(({ id }) => id);
const isIn = async (person: Person, accounts: Accounts, token: string | undefined): Promise<boolean> =>
  (
    await world.api<{ user: unknown }>('GET', `/api/${accounts}/me`, {
      as: { ...person, token: token ?? '' },
    })
  ).body.user !== null;
const set = (person: Person, accounts: Accounts, data: Record<string, unknown>) =>
  world.payload.update({ collection: accounts, id: person.id, data, overrideAccess: true });

describe('what is changed while somebody signs in stays changed', () => {
  it('a role, and the answer tells the new one', async () => {
    const [owner, editor] = [await world.staff('owner'), await world.staff('editor')];
    const reply = await whileHashing(
      () => signIn(editor, 'staff'),
      async () => {
        const patched = await world.api('PATCH', `/api/staff/${editor.id}`, {
          as: owner,
          body: { role: 'consultant' },
        });
        expect(patched.status).toBe(200);
      },
    );
    expect([(await stored(editor, 'staff')).role, reply.body.user?.role]).toEqual([
      'consultant',
      'consultant',
    ]);
    expect(await isIn(editor, 'staff', editor.token)).toBe(false);
  });

  it.each(['clients', 'staff'] as const)('a password of %s: the old one opens nothing', async (accounts) => {
    const person = accounts === 'clients' ? await world.client() : await world.staff('editor');
    const reply = await whileHashing(
      () => signIn(person, accounts),
      () => set(person, accounts, { password: NEW }),
    );
    expect([reply.status, reply.body.token]).toEqual([401, undefined]);
    expect(await sessionsOf(person, accounts)).toEqual([]);
    expect((await signIn(person, accounts, NEW)).status).toBe(200);
  });

  it('an address: who proved the password for the old one is not in', async () => {
    const editor = await world.staff('editor');
    const reply = await whileHashing(
      () => signIn(editor, 'staff'),
      () => set(editor, 'staff', { email: 'moved@insight-serenity.example' }),
    );
    expect(reply.status).toBe(401);
    expect(await stored(editor, 'staff')).toMatchObject({
      email: 'moved@insight-serenity.example',
      sessions: [],
    });
  });

  it('a verified mark that was taken away', async () => {
    const client = await world.client();
    const reply = await whileHashing(
      () => signIn(client, 'clients'),
      () => set(client, 'clients', { _verified: false }),
    );
    expect(reply.status).toBe(401);
    expect(await stored(client, 'clients')).toMatchObject({ _verified: false, sessions: [{}] });
  });

  it('a profile', async () => {
    const client = await world.client();
    await whileHashing(
      () => signIn(client, 'clients'),
      () => world.api('PATCH', `/api/clients/${client.id}`, { as: client, body: { timezone: 'Asia/Tokyo' } }),
    );
    expect((await stored(client, 'clients')).timezone).toBe('Asia/Tokyo');
  });

  it('a reset by mail keeps a role that was given meanwhile, or is done again on it', async () => {
    const editor = await world.staff('editor');
    const token = await world.payload.forgotPassword({
      collection: 'staff',
      data: { email: editor.email },
      disableEmail: true,
    });
    const reply = await whileHashing(
      () => world.api('POST', '/api/staff/reset-password', { body: { token, password: NEW } }),
      () => set(editor, 'staff', { role: 'finance' }),
    );
    expect(reply.status).toBe(200);
    expect((await stored(editor, 'staff')).role).toBe('finance');
    expect((await signIn(editor, 'staff', NEW)).status).toBe(200);
  });
});

describe('sessions', () => {
  it('of ten who sign in at once are all kept', async () => {
    const client = await world.client();
    const replies = await Promise.all(Array.from({ length: 10 }, () => signIn(client, 'clients')));
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(await sessionsOf(client, 'clients')).toHaveLength(11);
    for (const { body } of replies) expect(await isIn(client, 'clients', body.token)).toBe(true);
  });

  it('that begin, are prolonged and end at once: each is what its own request said', async () => {
    const client = await world.client();
    const tokens = (await Promise.all([1, 2, 3].map(() => signIn(client, 'clients')))).map(
      ({ body }) => body.token,
    );
    const as = (index: number): Person => ({ ...client, token: tokens[index] ?? '' });
    const [begun, refreshed, left] = await Promise.all([
      signIn(client, 'clients'),
      world.api<{ refreshedToken: string }>('POST', '/api/clients/refresh-token', { as: as(0) }),
      world.api('POST', '/api/clients/logout', { as: as(1) }),
      world.api('PATCH', `/api/clients/${client.id}`, { as: as(2), body: { firstName: 'Ada' } }),
    ]);
    expect([begun.status, refreshed.status, left.status]).toEqual([200, 200, 200]);
    expect(await Promise.all(tokens.map((token) => isIn(client, 'clients', token)))).toEqual([
      true,
      false,
      true,
    ]);
    expect(await isIn(client, 'clients', begun.body.token)).toBe(true);
    expect(await stored(client, 'clients')).toMatchObject({ firstName: 'Ada' });
  });

  it('end everywhere when asked, and otherwise only here', async () => {
    const client = await world.client();
    const { token } = (await signIn(client, 'clients')).body;
    await world.api('POST', '/api/clients/logout', { as: client });
    expect(await isIn(client, 'clients', token)).toBe(true);
    await world.api('POST', '/api/clients/logout?allSessions=true', {
      as: { ...client, token: token ?? '' },
    });
    expect(await sessionsOf(client, 'clients')).toEqual([]);
  });

  it.each([
    ['role', { role: 'finance' }],
    ['address', { email: 'elsewhere@insight-serenity.example' }],
    ['password', { password: NEW }],
  ])('end with a change of %s', async (_what, data) => {
    const editor = await world.staff('editor');
    await set(editor, 'staff', data);
    expect([await sessionsOf(editor, 'staff'), await isIn(editor, 'staff', editor.token)]).toEqual([
      [],
      false,
    ]);
  });

  it('do not end with a change of name', async () => {
    const editor = await world.staff('editor');
    await set(editor, 'staff', { firstName: 'Edith' });
    expect(await isIn(editor, 'staff', editor.token)).toBe(true);
  });
});
