import { ObjectId } from 'mongodb';

import { rowsOf } from '../support/invariants';
import { outcomeOf } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

const OLD = 'Serenity-test-1';
const NEW = 'A-calmer-harbour-2';

let world: World;
let owner: Person;
let ops: Person;
beforeAll(async () => {
  world = await startWorld('accounts');
  owner = await world.staff('owner');
  ops = await world.staff('ops');
});
afterAll(() => world.close());

type Accounts = 'clients' | 'staff';
const signIn = async (email: string, accounts: Accounts, password: string): Promise<number> =>
  (await world.api('POST', `/api/${accounts}/login`, { body: { email, password } })).status;
const stored = async (accounts: Accounts, id: string) =>
  (await rowsOf(world, accounts, { _id: new ObjectId(id) }))[0] ?? {};
const mailsTo = (address: string) => world.mailbox.to(address);
const linkIn = (address: string): string => {
  const text = mailsTo(address).at(-1)?.text ?? '';
  return /\/(?:reset-password|admin\/reset)\/([0-9a-f]+)/.exec(text)?.[1] ?? '';
};
const PROFILE = { firstName: 'Nora', lastName: 'Newcomer' };

describe('an account that staff make', () => {
  it.each([
    ['clients', () => ops, { timezone: 'UTC' }],
    ['staff', () => owner, { role: 'editor' }],
  ] as const)(
    'of %s is opened by the link in its mail, and by no password that staff chose',
    async (accounts, who, more) => {
      const email = `invited-${accounts}@example.com`;
      const made = await world.api<{ doc: { id: string } }>('POST', `/api/${accounts}`, {
        as: who(),
        body: { ...PROFILE, ...more, email, password: NEW, 'confirm-password': NEW },
      });
      expect(made.status).toBe(201);
      expect(await signIn(email, accounts, NEW)).toBe(401);
      expect(await stored(accounts, made.body.doc.id)).not.toHaveProperty('password');
      await world.work();
      expect(mailsTo(email).map(({ subject }) => subject)).toEqual([
        'Your account is ready: choose a password',
      ]);

      const token = linkIn(email);
      const chosen = await world.api('POST', `/api/${accounts}/reset-password`, {
        body: { token, password: NEW },
      });
      expect(chosen.status).toBe(200);
      expect(await signIn(email, accounts, NEW)).toBe(200);
      const again = await world.api('POST', `/api/${accounts}/reset-password`, {
        body: { token, password: OLD },
      });
      expect([again.status, await signIn(email, accounts, OLD)]).toEqual([403, 401]);
    },
  );

  it('of a client: the link confirms the address, once, with one trial', async () => {
    const [client] = await rowsOf(world, 'clients', { email: 'invited-clients@example.com' });
    expect(client).toMatchObject({ _verified: true, verifiedAt: expect.any(Date) });
    expect(await rowsOf(world, 'credit-grants', { client: client?._id })).toHaveLength(1);
  });
});

describe('nobody takes over an account', () => {
  const SECRETS = {
    password: NEW,
    hash: '00',
    salt: '00',
    resetPasswordToken: 'a-token-of-mine-which-is-long-enough',
    resetPasswordExpiration: '2036-01-01T00:00:00.000Z',
    _verificationToken: 'a-token-of-mine-which-is-long-enough',
    _verified: true,
    sessions: [{ id: 'mine', createdAt: '2026-01-01T00:00:00.000Z', expiresAt: '2036-01-01T00:00:00.000Z' }],
  };
  const KEPT = Object.keys(SECRETS);
  const secretsOf = async (accounts: Accounts, id: string) => {
    // Signed in nowhere is written in two ways.
    const row: Record<string, unknown> = { sessions: [], ...(await stored(accounts, id)) };
    return Object.fromEntries(KEPT.map((field) => [field, row[field] ?? null]));
  };

  it.each([
    ['a client’s, by ops', 'clients', () => ops],
    ['a client’s, by an owner', 'clients', () => owner],
    ['a colleague’s, by an owner', 'staff', () => owner],
    ['the own, without the present password', 'own', () => owner],
  ] as const)('%s: by no field and no door', async (_what, whose, who) => {
    const accounts = whose === 'clients' ? 'clients' : 'staff';
    const target =
      whose === 'own'
        ? owner
        : accounts === 'clients'
          ? await world.client({ verified: false })
          : await world.staff('editor');
    const before = await secretsOf(accounts, target.id);
    for (const [field, value] of Object.entries(SECRETS)) {
      const body = { [field]: value, firstName: 'Kept' };
      for (const path of [`/api/${accounts}/${target.id}`, `/api/${accounts}?where[id][in]=${target.id}`])
        await world.api('PATCH', path, { as: who(), body });
      expect([field, await secretsOf(accounts, target.id)]).toEqual([field, before]);
    }
    expect(await signIn(target.email, accounts, NEW)).toBe(401);
  });

  it('and a client’s address stays', async () => {
    const client = await world.client();
    await world.api('PATCH', `/api/clients/${client.id}`, {
      as: owner,
      body: { email: 'mallory@example.com' },
    });
    expect((await stored('clients', client.id)).email).toBe(client.email);
  });

  it('a colleague reads of a new address at both, and is signed out', async () => {
    const editor = await world.staff('editor');
    const email = 'edith.new@example.com';
    expect((await world.api('PATCH', `/api/staff/${editor.id}`, { as: owner, body: { email } })).status).toBe(
      200,
    );
    await world.work();
    for (const address of [editor.email, email]) {
      const [mail] = mailsTo(address);
      expect(mail?.subject).toBe('You sign in with another address now');
      expect(mail?.text).toContain(email);
    }
    expect((await stored('staff', editor.id)).sessions).toEqual([]);
  });
});

describe('a link to choose a password, sent by staff', () => {
  const ask = (accounts: Accounts, id: string, as?: Person) =>
    world.api('POST', `/api/${accounts}/${id}/reset-link`, { as });

  it.each([
    ['clients', () => ops, () => world.client()],
    ['staff', () => owner, () => world.staff('editor')],
  ] as const)(
    'goes to the one of %s whose account it is, and is on record',
    async (accounts, who, arrive) => {
      const person = await arrive();
      const reply = await ask(accounts, person.id, who());
      expect([reply.status, reply.body]).toEqual([200, { status: 'sent' }]);
      await world.work();
      const token = linkIn(person.email);
      expect(await signIn(person.email, accounts, OLD)).toBe(200);
      await world.api('POST', `/api/${accounts}/reset-password`, { body: { token, password: NEW } });
      expect(await signIn(person.email, accounts, NEW)).toBe(200);
      expect(
        await rowsOf(world, 'audit-log', {
          action: 'accounts.reset-link',
          subject: `${accounts}:${person.id}`,
        }),
      ).toEqual([expect.objectContaining({ actor: `staff:${who().id}` })]);
    },
  );

  it('is for those who manage the account', async () => {
    const [client, editor] = [await world.client(), await world.staff('editor')];
    const finance = await world.staff('finance');
    expect(outcomeOf(await ask('clients', client.id))).toBe('401 UNAUTHENTICATED');
    for (const as of [client, editor, finance])
      expect(outcomeOf(await ask('clients', client.id, as))).toBe('403 FORBIDDEN');
    for (const as of [client, editor, ops])
      expect(outcomeOf(await ask('staff', editor.id, as))).toBe('403 FORBIDDEN');
    for (const id of [new ObjectId().toHexString(), 'x', '%24ne'])
      expect(outcomeOf(await ask('clients', id, ops))).toBe('404 NOT_FOUND');
  });
});

describe('the last owner', () => {
  const demote = (target: Person, as: Person, path = `/api/staff/${target.id}`) =>
    world.api('PATCH', path, { as, body: { role: 'editor' } });
  const owners = async () => (await rowsOf(world, 'staff', { role: 'owner' })).map(({ _id }) => String(_id));
  /** Leaves `stay` as the only owners. */
  async function only(...stay: Person[]): Promise<void> {
    for (const { _id } of await rowsOf(world, 'staff', { role: 'owner' }))
      if (!stay.some(({ id }) => id === String(_id)))
        await world.payload.update({
          collection: 'staff',
          id: String(_id),
          data: { role: 'ops' },
          overrideAccess: true,
        });
  }

  it('stays, whichever way', async () => {
    const last = await world.staff('owner');
    await only(last);
    const replies = [
      await demote(last, last),
      await demote(last, last, `/api/staff?where[id][equals]=${last.id}`),
      await world.api('DELETE', `/api/staff/${last.id}`, { as: last }),
      await world.api('DELETE', `/api/staff?where[id][equals]=${last.id}`, { as: last }),
    ];
    expect(replies.map(({ status }) => status >= 400)).toEqual([true, true, true, true]);
    expect(await owners()).toEqual([last.id]);
  });

  it('of two who remove each other at once one stays', async () => {
    for (const remove of [
      demote,
      (target: Person, as: Person) => world.api('DELETE', `/api/staff/${target.id}`, { as }),
    ]) {
      const [one, other] = [await world.staff('owner'), await world.staff('owner')];
      await only(one, other);
      await Promise.all([remove(one, other), remove(other, one)]);
      expect(await owners()).toHaveLength(1);
    }
  });

  it('can go when another is there', async () => {
    const [one, other] = [await world.staff('owner'), await world.staff('owner')];
    expect((await demote(one, other)).status).toBe(200);
    expect((await stored('staff', one.id)).role).toBe('editor');
  });
});
