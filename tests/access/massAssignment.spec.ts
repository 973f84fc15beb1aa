import { type Document, ObjectId } from 'mongodb';

import { type Person, type Reply, startWorld, type World } from '../support/world';
import { type Cast, castOf, weekday } from './cast';

/** What a body says beyond what its sender may set leaves no trace: judged by the stored record, whole. */
let world: World;
let cast: Cast;
let me: Person;
beforeAll(async () => {
  world = await startWorld('access mass assignment');
  cast = await castOf(world);
  me = cast.people.client as Person;
}, 180_000);
afterAll(() => world.close());

async function stored(collection: string, id: string): Promise<Document> {
  const { nativeCollection } = await import('../../src/platform/store');
  const record = await nativeCollection(world.payload, collection).findOne({ _id: new ObjectId(id) });
  if (!record) throw new Error(`${collection}/${id} is gone`);
  return record;
}
/** The record without what every save changes. */
const settled = ({ updatedAt: _updatedAt, ...rest }: Document): Document => rest;

const LONG_AGO = '2001-01-01T00:00:00.000Z';
const ON_MY_ACCOUNT: Record<string, unknown> = {
  role: 'owner',
  collection: 'staff',
  id: '0123456789abcdef01234567',
  _id: '0123456789abcdef01234567',
  email: 'somebody-else@example.com',
  _verified: false,
  verifiedAt: LONG_AGO,
  createdAt: LONG_AGO,
  _verificationToken: 'mine',
  resetPasswordToken: 'mine',
  resetPasswordExpiration: '2099-01-01T00:00:00.000Z',
  hash: 'mine',
  salt: 'mine',
  sessions: [{ id: 'mine', createdAt: LONG_AGO, expiresAt: '2099-01-01T00:00:00.000Z' }],
  loginAttempts: -1,
  lockUntil: LONG_AGO,
  apiKey: 'mine',
  enableAPIKey: true,
  _strategy: 'local-jwt',
  credits: 100,
  wallet: { available: 100 },
  $set: { role: 'owner', _verified: false },
  $where: 'sleep(1)',
  'sessions.0.id': 'mine',
  'hash.$set': 'mine',
  constructor: { prototype: { role: 'owner' } },
};

/** Those of them that are fields, with values of their kind. */
const FIELDS_ON_MY_ACCOUNT = Object.fromEntries(
  [
    ...['email', '_verified', 'verifiedAt', 'createdAt', '_verificationToken', 'hash', 'salt'],
    ...['resetPasswordToken', 'resetPasswordExpiration'],
  ].map((field) => [field, ON_MY_ACCOUNT[field]]),
);

describe('a client who changes the own account', () => {
  it.each(Object.entries(ON_MY_ACCOUNT))('cannot set %s', async (field, value) => {
    const before = await stored('clients', me.id);
    await world.api('PATCH', `/api/clients/${me.id}`, { as: me, body: { [field]: value } });
    expect(settled(await stored('clients', me.id))).toEqual(settled(before));
  });

  it('cannot set them all at once, beside what may be set', async () => {
    const before = await stored('clients', me.id);
    const change = (extras: object) =>
      world.api('PATCH', `/api/clients/${me.id}?overrideAccess=true&depth=0`, {
        as: me,
        body: { ...extras, company: 'Cleo & Co' },
      });
    // A name that is no field is refused with the whole change.
    expect((await change(ON_MY_ACCOUNT)).status).toBe(400);
    expect(await stored('clients', me.id)).toEqual(before);
    expect((await change(FIELDS_ON_MY_ACCOUNT)).status).toBe(200);
    expect(settled(await stored('clients', me.id))).toEqual({ ...settled(before), company: 'Cleo & Co' });
  });

  it.each([
    ['a form', (form: FormData) => form.set('role', 'owner')],
    ['the form part Payload reads', (form: FormData) => form.set('_payload', JSON.stringify(ON_MY_ACCOUNT))],
  ])('cannot set them with %s', async (_name, fill) => {
    const before = await stored('clients', me.id);
    const form = new FormData();
    for (const [name, value] of Object.entries(ON_MY_ACCOUNT)) form.set(name, String(value));
    fill(form);
    const multipart = new Response(form);
    await world.api('PATCH', `/api/clients/${me.id}`, {
      as: me,
      body: Buffer.from(await multipart.arrayBuffer()).toString('latin1'),
      headers: { 'content-type': multipart.headers.get('content-type') ?? '' },
    });
    expect(settled(await stored('clients', me.id))).toEqual(settled(before));
  });

  it('changes nobody else by naming them in the query', async () => {
    const before = await stored('clients', cast.otto.id);
    for (const query of [
      `where[id][equals]=${cast.otto.id}`,
      `where[or][0][id][equals]=${cast.otto.id}&where[or][1][id][exists]=true`,
    ]) {
      await world.api('PATCH', `/api/clients?${query}`, { as: me, body: { lastName: 'Taken' } });
    }
    expect(await stored('clients', cast.otto.id)).toEqual(before);
  });
});

describe('somebody who registers', () => {
  it.each(['role', '_verified', 'verifiedAt', 'id', 'sessions', 'hash', '$set', 'createdAt'])(
    'cannot add %s',
    async (field) => {
      const email = `registers-${field.replaceAll(/\W/g, '')}@example.com`;
      const body = {
        email,
        password: 'Serenity-test-1',
        firstName: 'Reg',
        lastName: 'Ister',
        [field]: ON_MY_ACCOUNT[field] ?? true,
      };
      const { status } = await world.api('POST', '/api/clients/register', { body });
      const { totalDocs } = await world.payload.count({
        collection: 'clients',
        where: { email: { equals: email } },
      });
      expect([status, totalDocs]).toEqual([422, 0]);
    },
  );
});

describe('staff who book by hand', () => {
  it('cannot set what the rules decide', async () => {
    const { otto, people } = cast;
    const startsAt = weekday(12, '12:00');
    const made = await world.api<{ doc: { id: string } }>('POST', '/api/consultations', {
      as: people.ops,
      body: {
        client: otto.id,
        consultant: world.consultants.amelia,
        type: world.types.ninety,
        startsAt,
        mode: 'remote',
        credits: 0,
        status: 'completed',
        version: 99,
        endsAt: startsAt,
        title: 'Mine',
        location: 'Mine',
        bookedBy: 'staff:nobody',
        createdAt: LONG_AGO,
        outcome: { credits: 'returned', rule: 'mine' },
        meeting: { state: 'ready', joinUrl: 'https://evil.example', host: 'mine' },
        policy: { noticeHours: 0 },
        buffers: { before: 0, after: 0 },
      },
    });
    expect(made.status).toBe(201);
    const record = await stored('consultations', made.body.doc.id);
    expect(record).toMatchObject({
      credits: 2,
      status: 'booked',
      version: 1,
      bookedBy: `staff:${people.ops?.id ?? ''}`,
      meeting: { state: 'pending' },
      policy: { noticeHours: 24 },
      buffers: { after: 15 },
    });
    expect([record.outcome?.rule ?? null, record.meeting.joinUrl ?? null, record.location ?? null]).toEqual([
      null,
      null,
      null,
    ]);
    expect(record.endsAt.getTime() - record.startsAt.getTime()).toBe(90 * 60_000);
    expect(record.createdAt.getUTCFullYear()).toBeGreaterThan(2020);
  });

  it.each<[string, () => unknown]>([
    ['client', () => cast.otto.id],
    ['consultant', () => world.consultants.kenji],
    ['type', () => world.types.ninety],
    ['startsAt', () => weekday(30, '10:00')],
    ['credits', () => 0],
    ['version', () => 50],
    ['outcome', () => ({ credits: 'returned' })],
    ['meeting', () => ({ state: 'ready', joinUrl: 'https://evil.example' })],
    ['policy', () => ({ noticeHours: 0 })],
    ['bookedBy', () => 'nobody'],
    ['status', () => 'completed'],
    ['endsAt', () => LONG_AGO],
    ['createdAt', () => LONG_AGO],
  ])('cannot change %s afterwards', async (field, value) => {
    const id = cast.own('client', 'consultations') ?? '';
    const before = await stored('consultations', id);
    await world.api('PATCH', `/api/consultations/${id}`, {
      as: cast.people.owner,
      body: { [field]: value() },
    });
    expect(settled(await stored('consultations', id))).toEqual(settled(before));
  });
});

describe('staff who assign credits', () => {
  it('cannot set cause, key, payment or expiry', async () => {
    const { otto, people } = cast;
    const made = await world.api<{ doc: { id: string } }>('POST', '/api/credit-grants', {
      as: people.finance,
      body: {
        client: otto.id,
        credits: 1,
        validityDays: 30,
        reasonCode: 'goodwill',
        note: 'A grant.',
        source: 'purchase',
        key: 'grant:mine',
        payment: cast.others('payments'),
        expiresAt: '2099-01-01T00:00:00.000Z',
        packageName: 'Mine',
        priority: -1,
        amount: 1,
        currency: 'xxx',
        actor: 'mine',
        bookBeforeExpiry: true,
        createdAt: LONG_AGO,
      },
    });
    expect(made.status).toBe(201);
    const record = await stored('credit-grants', made.body.doc.id);
    expect(record).toMatchObject({
      source: 'manual',
      key: `grant:manual:${made.body.doc.id}`,
      actor: `staff:${people.finance?.id ?? ''}`,
      packageName: 'Assigned by our team',
      priority: 50,
    });
    expect([record.payment ?? null, record.amount ?? null, record.bookBeforeExpiry ?? false]).toEqual([
      null,
      null,
      false,
    ]);
    expect(Math.round((record.expiresAt.getTime() - Date.now()) / 86_400_000)).toBe(30);
    expect(record.createdAt.getUTCFullYear()).toBeGreaterThan(2020);
  });

  it('cannot slip past the daily limit by dating the grant', async () => {
    const person = await world.client();
    const grant = (createdAt?: string) => ({
      client: person.id,
      credits: 6,
      validityDays: 30,
      reasonCode: 'goodwill',
      note: 'A grant.',
      createdAt,
      updatedAt: createdAt,
    });
    const replies = [
      await world.api('POST', '/api/credit-grants', { as: cast.people.ops, body: grant(LONG_AGO) }),
      await world.api('POST', '/api/credit-grants', { as: cast.people.ops, body: grant(LONG_AGO) }),
    ];
    expect(replies.map(({ status }) => status)).toEqual([201, 403]);
    const { totalDocs } = await world.payload.count({
      collection: 'credit-grants',
      where: { client: { equals: person.id } },
    });
    expect(totalDocs).toBe(1);
  });
});

describe('staff', () => {
  it.each(['ops', 'finance', 'editor', 'consultant'] as const)(
    'in the role %s cannot promote themselves',
    async (actor) => {
      const person = cast.people[actor] as Person;
      const before = await stored('staff', person.id);
      for (const body of [
        { role: 'owner' },
        { consultant: world.consultants.kenji },
        { $set: { role: 'owner' } },
        { password: 'Another-password-1' },
      ]) {
        const replies: Reply[] = [
          await world.api('PATCH', `/api/staff/${person.id}`, { as: person, body }),
          await world.api('PATCH', '/api/staff?where[id][exists]=true', { as: person, body }),
        ];
        expect(replies.every(({ status }) => status >= 400 || status === 200)).toBe(true);
      }
      expect(settled(await stored('staff', person.id))).toEqual(settled(before));
    },
  );

  it('in ops make clients, but not confirmed ones', async () => {
    const made = await world.api<{ doc: { id: string } }>('POST', '/api/clients', {
      as: cast.people.ops,
      body: {
        ...FIELDS_ON_MY_ACCOUNT,
        email: 'by-hand@example.com',
        password: 'Serenity-test-1',
        firstName: 'By',
        lastName: 'Hand',
        timezone: 'UTC',
        _verified: true,
      },
    });
    expect(made.status).toBe(201);
    const record = await stored('clients', made.body.doc.id);
    expect([
      record._verified ?? false,
      record.verifiedAt ?? null,
      record.sessions ?? [],
      record.role ?? null,
    ]).toEqual([false, null, [], null]);
    expect([
      record.resetPasswordToken === 'mine',
      record.hash === 'mine',
      record.salt === 'mine',
      record._verificationToken === 'mine',
      record.createdAt.getUTCFullYear() > 2020,
    ]).toEqual([false, false, false, false, true]);
  });

  it('who edit words cannot edit prices', async () => {
    const id = Object.values(world.packages)[0] ?? '';
    const before = await stored('packages', id);
    const body = {
      description: 'New words.',
      price: 1,
      credits: 999,
      currency: 'xxx',
      validityDays: 3650,
      burnPriority: 0,
      bookBeforeExpiry: true,
      onOffer: false,
      slug: 'mine',
      sortOrder: 9,
    };
    const { status } = await world.api('PATCH', `/api/packages/${id}`, { as: cast.people.editor, body });
    expect([status, settled(await stored('packages', id))]).toEqual([
      200,
      { ...settled(before), description: 'New words.' },
    ]);
  });

  it('who are consultants cannot move their own address or Zoom host', async () => {
    const id = world.consultants.amelia;
    const before = await stored('consultants', id);
    const { status } = await world.api('PATCH', `/api/consultants/${id}`, {
      as: cast.people.consultant,
      body: { headline: 'Mine', email: 'x@evil.example', zoomHost: 'x@evil.example', active: false },
    });
    expect([status, settled(await stored('consultants', id))]).toEqual([
      200,
      { ...settled(before), headline: 'Mine' },
    ]);
  });

  it('cannot rename a mail template', async () => {
    const id = cast.others('email-templates');
    const before = await stored('email-templates', id);
    await world.api('PATCH', `/api/email-templates/${id}`, {
      as: cast.people.editor,
      body: { key: 'password-reset', createdAt: LONG_AGO },
    });
    expect(settled(await stored('email-templates', id))).toEqual(settled(before));
  });
});
