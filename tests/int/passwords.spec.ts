import { rowsOf } from '../support/invariants';
import { outcomeOf } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

const OLD = 'Serenity-test-1';
const NEW = 'A-calmer-harbour-2';

let world: World;
beforeAll(async () => {
  world = await startWorld('passwords');
});
afterAll(() => world.close());

type Accounts = 'clients' | 'staff';
const change = (as: Person | undefined, collection: Accounts, currentPassword: string, newPassword: string) =>
  world.api('POST', `/api/${collection}/change-password`, { as, body: { currentPassword, newPassword } });
const signIn = async (person: Person, collection: Accounts, password: string): Promise<number> =>
  (await world.api('POST', `/api/${collection}/login`, { body: { email: person.email, password } })).status;
const isSignedIn = async (as: Person, collection: Accounts): Promise<boolean> =>
  ((await world.api<{ user: unknown }>('GET', `/api/${collection}/me`, { as })).body.user ?? null) !== null;
const rolesOf = async (person: Person) =>
  (await rowsOf(world, 'staff')).filter(({ email }) => email === person.email).map(({ role }) => role);

describe.each([
  ['a client', 'clients', () => world.client()],
  ['an editor', 'staff', () => world.staff('editor')],
  ['a consultant', 'staff', () => world.staff('consultant', { consultant: world.consultants.amelia })],
  ['the owner', 'staff', () => world.staff('owner')],
] as const)('%s', (_who, collection, arrive) => {
  it('changes the own password with the present one, stays signed in and is signed out elsewhere', async () => {
    const person = await arrive();
    const elsewhere = {
      ...person,
      token: (
        await world.api<{ token: string }>('POST', `/api/${collection}/login`, {
          body: { email: person.email, password: OLD },
        })
      ).body.token,
    };
    expect(await isSignedIn(elsewhere, collection)).toBe(true);
    expect((await change(person, collection, OLD, NEW)).status).toBe(200);
    expect([await signIn(person, collection, OLD), await signIn(person, collection, NEW)]).toEqual([
      401, 200,
    ]);
    expect([await isSignedIn(person, collection), await isSignedIn(elsewhere, collection)]).toEqual([
      true,
      false,
    ]);
    expect(
      await rowsOf(world, 'audit-log', {
        action: 'accounts.password',
        subject: `${collection}:${person.id}`,
      }),
    ).toEqual([
      expect.objectContaining({ actor: `${collection === 'clients' ? 'client' : 'staff'}:${person.id}` }),
    ]);
  });

  it('is refused with another password than the present one, and with a short one; nothing changes', async () => {
    const person = await arrive();
    const wrong = await change(person, collection, 'not-the-password', NEW);
    expect(outcomeOf(wrong)).toBe('422 VALIDATION');
    expect(JSON.stringify(wrong.body)).toContain('currentPassword');
    expect(outcomeOf(await change(person, collection, OLD, 'short'))).toBe('422 VALIDATION');
    expect([await signIn(person, collection, OLD), await signIn(person, collection, NEW)]).toEqual([
      200, 401,
    ]);
    expect(await isSignedIn(person, collection)).toBe(true);
  });

  it('cannot set it by an update of the record, one or many', async () => {
    const person = await arrive();
    for (const [path, status] of [
      [`/api/${collection}/${person.id}`, 403],
      // There is no such door.
      [`/api/${collection}?where[id][equals]=${person.id}`, 404],
    ] as const) {
      const reply = await world.api('PATCH', path, { as: person, body: { password: NEW } });
      expect([path, reply.status]).toEqual([path, status]);
    }
    expect([await signIn(person, collection, OLD), await signIn(person, collection, NEW)]).toEqual([
      200, 401,
    ]);
  });
});

describe('the doors to a password', () => {
  it('are each for their own kind of account', async () => {
    expect(outcomeOf(await change(undefined, 'clients', OLD, NEW))).toBe('401 UNAUTHENTICATED');
    expect(outcomeOf(await change(await world.client(), 'staff', OLD, NEW))).toBe('403 FORBIDDEN');
    expect(outcomeOf(await change(await world.staff('owner'), 'clients', OLD, NEW))).toBe('403 FORBIDDEN');
  });

  it('leave the role as it is, whatever is sent along', async () => {
    const editor = await world.staff('editor');
    const reply = await world.api('POST', '/api/staff/change-password', {
      as: editor,
      body: { currentPassword: OLD, newPassword: NEW, role: 'owner' },
    });
    expect(outcomeOf(reply)).toBe('422 VALIDATION');
    const patched = await world.api('PATCH', `/api/staff/${editor.id}`, {
      as: editor,
      body: { role: 'owner', firstName: 'Boss' },
    });
    expect(patched.status).toBe(403);
    expect(await rolesOf(editor)).toEqual(['editor']);
  });
});

describe('somebody else’s account', () => {
  it('cannot be changed by a client, and is told neither with an error of ours nor with anything of it', async () => {
    const [mine, theirs] = [await world.client(), await world.client()];
    for (const body of [{ firstName: 'Mallory' }, { timezone: 'Asia/Tokyo' }, { password: NEW }]) {
      const reply = await world.api('PATCH', `/api/clients/${theirs.id}`, { as: mine, body });
      expect([403, 404]).toContain(reply.status);
      expect(JSON.stringify(reply.body)).not.toContain(theirs.email);
    }
    const [row] = (await rowsOf(world, 'clients')).filter(({ email }) => email === theirs.email);
    expect(row).toMatchObject({ timezone: expect.not.stringMatching('Tokyo') });
    expect(await signIn(theirs, 'clients', OLD)).toBe(200);
  });
});
