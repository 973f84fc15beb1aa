import { ObjectId } from 'mongodb';

import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, balanceOf, booked, buy, end, newKey, on, outcomeOf } from '../support/steps';
import { type CallOptions, type Person, startWorld, type World } from '../support/world';

let world: World;
let staff: Record<'owner' | 'ops' | 'finance' | 'editor' | 'consultant', Person>;
beforeAll(async () => {
  world = await startWorld('credits');
  await atTime(on(0, '09:00'));
  const [owner, ops, finance, editor, consultant] = await Promise.all(
    (['owner', 'ops', 'finance', 'editor', 'consultant'] as const).map((role) => world.staff(role)),
  );
  staff = { owner, ops, finance, editor, consultant } as typeof staff;
});
afterEach(() => atTime(on(0, '09:00')));
afterAll(() => world.close());

const GRANT = { credits: 3, validityDays: 90, reasonCode: 'goodwill', note: 'The line was bad last week.' };
const assign = (
  as: Person | undefined,
  client: Pick<Person, 'id'>,
  over: Record<string, unknown> = {},
  key: string | undefined = newKey(),
) =>
  world.api<{ grantId: string; balance: Record<string, unknown> }>('POST', '/api/credits/assign', {
    as,
    key,
    body: { clientId: client.id, ...GRANT, ...over },
  });
/** Saving a grant in the admin. */
const save = (as: Person, client: Pick<Person, 'id'>, over: Record<string, unknown> = {}) =>
  world.api<{ doc: { id: string } }>('POST', '/api/credit-grants', {
    as,
    body: { client: client.id, ...GRANT, ...over },
  });
const entriesOf = (client: Person) => rowsOf(world, 'transactions', { client: new ObjectId(client.id) });
const auditOf = (client: Person) =>
  rowsOf(world, 'audit-log', { subject: `clients:${client.id}`, action: 'credits.assign' });
const history = (options: CallOptions, query = '') =>
  world.api<{ docs: Record<string, unknown>[]; totalDocs: number; page: number; totalPages: number }>(
    'GET',
    `/api/credits/history${query}`,
    options,
  );

describe('credits assigned by staff', () => {
  it('are a lot, a ledger entry and a line in the audit, with actor and reason', async () => {
    const client = await world.client();
    const { status, body } = await assign(staff.finance, client);
    expect(status).toBe(201);
    expect(body).toEqual({ grantId: expect.any(String), balance: await balanceOf(world, client) });
    expect(body.balance).toMatchObject({
      available: 3,
      lots: [
        {
          grantId: body.grantId,
          packageName: 'Assigned by our team',
          source: 'manual',
          total: 3,
          expiresAt: on(90, '09:00'),
        },
      ],
    });
    expect(await entriesOf(client)).toMatchObject([
      {
        kind: 'grant',
        quantity: 3,
        from: 'issued',
        to: 'available',
        seq: 1,
        balanceAfter: 3,
        actor: `staff:${staff.finance.id}`,
        reason: 'goodwill',
        cause: `grant:${body.grantId}`,
        correlationId: expect.any(String),
      },
    ]);
    expect(await auditOf(client)).toMatchObject([
      {
        actor: `staff:${staff.finance.id}`,
        reason: GRANT.note,
        facts: { credits: 3, reasonCode: 'goodwill', grant: body.grantId },
      },
    ]);
  });

  it('twice under one key are assigned once', async () => {
    const client = await world.client();
    const key = newKey();
    const [first, again] = [
      await assign(staff.finance, client, {}, key),
      await assign(staff.finance, client, {}, key),
    ];
    expect([again.status, again.body, again.headers.get('idempotent-replay')]).toEqual([
      201,
      first.body,
      'true',
    ]);
    expect(outcomeOf(await assign(staff.finance, client, { credits: 4 }, key))).toBe(
      '409 IDEMPOTENCY_CONFLICT',
    );
    expect(await entriesOf(client)).toHaveLength(1);
  });

  it('twice under one key at the same moment are assigned once', async () => {
    const client = await world.client();
    const key = newKey();
    const both = await Promise.all([1, 2, 3].map(() => assign(staff.finance, client, {}, key)));
    expect(both.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(both.map(({ body }) => body.grantId)).size).toBe(1);
    expect(await entriesOf(client)).toHaveLength(1);
  });

  it('come from owner, ops and finance, and from nobody else', async () => {
    const client = await world.client();
    for (const role of ['owner', 'ops', 'finance'] as const)
      expect((await assign(staff[role], client)).status).toBe(201);
    for (const as of [staff.editor, staff.consultant, client])
      expect(outcomeOf(await assign(as, client))).toBe('403 FORBIDDEN');
    expect(outcomeOf(await assign(undefined, client))).toBe('401 UNAUTHENTICATED');
    expect(await entriesOf(client)).toHaveLength(3);
  });

  it.each([
    ['no reason', { reasonCode: undefined }],
    ['a reason not on the list', { reasonCode: 'because' }],
    ['an empty note', { note: '   ' }],
    ['nothing to give', { credits: 0 }],
    ['less than nothing', { credits: -3 }],
    ['half a credit', { credits: 1.5 }],
    ['credits in words', { credits: '3' }],
    ['too many', { credits: 1001 }],
    ['no validity', { validityDays: 0 }],
    ['an operator for a client', { clientId: { $ne: null } }],
    ['a source of their own', { source: 'purchase' }],
  ])('are refused with %s', async (_what, over) => {
    const before = await rowsOf(world, 'transactions');
    const [someone] = await rowsOf(world, 'clients');
    expect(outcomeOf(await assign(staff.owner, { id: String(someone?._id) }, over))).toBe('422 VALIDATION');
    expect(await rowsOf(world, 'transactions')).toEqual(before);
  });

  it('need a key, and a client who is there', async () => {
    const client = await world.client();
    expect(outcomeOf(await assign(staff.owner, client, {}, ''))).toBe('400 IDEMPOTENCY_KEY_REQUIRED');
    expect(outcomeOf(await assign(staff.owner, { id: 'f'.repeat(24) }))).toBe('404 NOT_FOUND');
  });
});

describe('the limit of ops', () => {
  it('is ten credits a day and client; the next day is another', async () => {
    const [client, other] = [await world.client(), await world.client()];
    expect((await assign(staff.ops, client, { credits: 6 })).status).toBe(201);
    expect((await assign(staff.ops, client, { credits: 4 })).status).toBe(201);
    const refused = await assign(staff.ops, client, { credits: 1 });
    expect(outcomeOf(refused)).toBe('403 FORBIDDEN');
    expect(outcomeOf(await assign(staff.ops, other, { credits: 11 }))).toBe('403 FORBIDDEN');
    expect((await assign(staff.ops, other, { credits: 10 })).status).toBe(201);
    expect((await assign(staff.finance, client, { credits: 50 })).status).toBe(201);
    await atTime(on(0, '23:59'));
    expect(outcomeOf(await assign(staff.ops, client, { credits: 1 }))).toBe('403 FORBIDDEN');
    await atTime(on(1, '00:00'));
    expect((await assign(staff.ops, client, { credits: 10 })).status).toBe(201);
    expect(await balanceOf(world, client)).toMatchObject({ available: 70 });
  });

  it('holds against several at once', async () => {
    const client = await world.client();
    const replies = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(() => assign(staff.ops, client, { credits: 3 })),
    );
    expect(replies.map(outcomeOf).sort()).toEqual([
      '201',
      '201',
      '201',
      '403 FORBIDDEN',
      '403 FORBIDDEN',
      '403 FORBIDDEN',
    ]);
    expect(await balanceOf(world, client)).toMatchObject({ available: 9 });
  });

  it("holds through the admin as well, alone, at once, and with a date of the sender's own", async () => {
    const client = await world.client();
    const replies = await Promise.all([
      save(staff.ops, client, { credits: 6 }),
      save(staff.ops, client, { credits: 6 }),
      assign(staff.ops, client, { credits: 6 }),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 403, 403]);
    expect(
      (await save(staff.ops, client, { credits: 6, createdAt: '2020-01-01T00:00:00.000Z' })).status,
    ).toBe(403);
    await save(staff.ops, client, { credits: 4, createdAt: '2020-01-01T00:00:00.000Z' });
    expect((await save(staff.ops, client, { credits: 4 })).status).toBe(403);
    expect(await balanceOf(world, client)).toMatchObject({ available: 10 });
  });
});

describe('saving a grant in the admin', () => {
  it('does what the API does', async () => {
    const [one, other] = [await world.client(), await world.client()];
    await assign(staff.finance, one);
    expect((await save(staff.finance, other)).status).toBe(201);
    const facts = async (client: Person) =>
      (await entriesOf(client)).map(({ kind, quantity, from, to, actor, reason, seq, balanceAfter }) => ({
        kind,
        quantity,
        from,
        to,
        actor,
        reason,
        seq,
        balanceAfter,
      }));
    expect(await facts(other)).toEqual(await facts(one));
    expect((await auditOf(other)).length).toBe((await auditOf(one)).length);
    const lots = async (client: Person) =>
      (await balanceOf(world, client)).lots.map(({ grantId: _id, ...lot }) => lot);
    expect(await lots(other)).toEqual(await lots(one));
  });

  it('needs a reason and a note', async () => {
    const client = await world.client();
    for (const over of [{ reasonCode: undefined }, { note: '' }])
      expect((await save(staff.owner, client, over)).status).toBe(422);
    expect(await entriesOf(client)).toEqual([]);
  });

  it('cannot pretend to be a purchase or a trial, nor choose key, expiry or place in the burn order', async () => {
    const client = await world.client();
    const forged = {
      source: 'purchase',
      payment: 'f'.repeat(24),
      key: 'grant:trial:x',
      priority: 0,
      packageName: 'Annual Partnership',
      expiresAt: '2099-01-01T00:00:00.000Z',
      amount: 1,
    };
    const { body } = await save(staff.owner, client, forged);
    const [grant] = await rowsOf(world, 'credit-grants', { _id: new ObjectId(body.doc.id) });
    expect(grant).toMatchObject({
      source: 'manual',
      key: `grant:manual:${body.doc.id}`,
      packageName: 'Assigned by our team',
      expiresAt: new Date(on(90, '09:00')),
    });
    expect([grant?.payment ?? null, grant?.amount ?? null]).toEqual([null, null]);
  });
});

describe('grants, ledger and wallets', () => {
  it('are never edited or deleted, by nobody, through no door', async () => {
    const client = await world.client();
    const { body } = await assign(staff.owner, client);
    const before = [
      await rowsOf(world, 'credit-grants'),
      await rowsOf(world, 'transactions'),
      await rowsOf(world, 'wallets'),
    ];
    const [entry] = await entriesOf(client);
    const [wallet] = await rowsOf(world, 'wallets', { client: new ObjectId(client.id) });
    const doors = [`credit-grants/${body.grantId}`, `transactions/${entry?._id}`, `wallets/${wallet?._id}`];
    for (const as of [staff.owner, staff.finance, staff.ops, client]) {
      for (const door of doors) {
        for (const method of ['PATCH', 'DELETE']) {
          const body = { credits: 99, quantity: 99, available: 99 };
          // A field that the record does not have is refused before anybody's right is asked.
          expect([400, 403]).toContain((await world.api(method, `/api/${door}`, { as, body })).status);
          expect((await world.api(method, `/api/${door}`, { as })).status).toBe(403);
        }
      }
    }
    for (const collection of ['transactions', 'wallets'])
      expect(
        (await world.api('POST', `/api/${collection}`, { as: staff.owner, body: { client: client.id } }))
          .status,
      ).toBe(403);
    const update = world.payload.update({
      collection: 'credit-grants',
      id: body.grantId,
      data: { credits: 99 },
      overrideAccess: true,
    });
    await expect(update).rejects.toMatchObject({ code: 'INVALID_TRANSITION' });
    expect([
      await rowsOf(world, 'credit-grants'),
      await rowsOf(world, 'transactions'),
      await rowsOf(world, 'wallets'),
    ]).toEqual(before);
  });
});

describe('the balance', () => {
  it('answers all the contract names', async () => {
    const client = await world.client();
    await buy(world, client);
    await world.work();
    await assign(staff.finance, client, { credits: 2, validityDays: 5 });
    await booked(world, { as: client, startsAt: on(2, '10:00') });
    expect(await balanceOf(world, client)).toEqual({
      available: 5,
      held: 1,
      used: 0,
      expired: 0,
      expiring: { within7Days: 1, within1Day: 0 },
      activePackages: 2,
      lowBalance: false,
      lots: [
        {
          grantId: expect.any(String),
          packageName: 'Assigned by our team',
          source: 'manual',
          total: 2,
          available: 1,
          held: 1,
          used: 0,
          expiresAt: on(5, '09:00'),
        },
        {
          grantId: expect.any(String),
          packageName: 'Discovery & Assessment',
          source: 'purchase',
          total: 4,
          available: 4,
          held: 0,
          used: 0,
          expiresAt: on(180, '09:00'),
        },
      ],
      asOf: on(0, '09:00'),
    });
  });

  it('knows at the very instant that credits are over', async () => {
    const client = await world.client();
    await assign(staff.finance, client, { credits: 2, validityDays: 5 });
    await atTime(new Date(Date.parse(on(5, '09:00')) - 1));
    expect(await balanceOf(world, client)).toMatchObject({ available: 2, expired: 0 });
    await atTime(on(5, '09:00'));
    expect(await balanceOf(world, client)).toMatchObject({ available: 0, expired: 2 });
  });

  it("is one's own; staff name the client, and editors and consultants do not see it", async () => {
    const [client, other] = [await world.client({ credits: 2 }), await world.client()];
    const ask = (as: Person | undefined, query = '') =>
      world.api('GET', `/api/credits/balance${query}`, { as });
    expect(outcomeOf(await ask(undefined))).toBe('401 UNAUTHENTICATED');
    expect(outcomeOf(await ask(other, `?clientId=${client.id}`))).toBe('404 NOT_FOUND');
    expect((await ask(client, `?clientId=${client.id}`)).body).toMatchObject({ available: 2 });
    for (const role of ['owner', 'ops', 'finance'] as const)
      expect((await ask(staff[role], `?clientId=${client.id}`)).body).toMatchObject({ available: 2 });
    for (const role of ['editor', 'consultant'] as const)
      expect(outcomeOf(await ask(staff[role], `?clientId=${client.id}`))).toBe('403 FORBIDDEN');
    expect(outcomeOf(await ask(staff.ops))).toBe('422 VALIDATION');
    expect(outcomeOf(await ask(staff.ops, '?clientId[$ne]=x'))).toBe('422 VALIDATION');
  });
});

describe('the history', () => {
  it('tells each movement, newest first, with who and why and what was left', async () => {
    const client = await world.client();
    const { paymentId } = await buy(world, client);
    await world.work();
    await assign(staff.finance, client);
    const session = await booked(world, { as: client, startsAt: on(2, '11:30') });
    await end(world, 'cancel', session, { as: client });
    const { body } = await history({ as: client });
    expect(body).toMatchObject({ totalDocs: 4, page: 1, totalPages: 1 });
    expect(
      body.docs.map(({ kind, quantity, from, to, actor, balanceAfter }) => [
        kind,
        quantity,
        from,
        to,
        actor,
        balanceAfter,
      ]),
    ).toEqual([
      ['release', 1, 'held', 'available', 'you', 7],
      ['hold', 1, 'available', 'held', 'you', 6],
      ['grant', 3, 'issued', 'available', 'our team', 7],
      ['grant', 4, 'issued', 'available', 'automatic', 4],
    ]);
    expect(body.docs[3]).toEqual({
      id: expect.any(String),
      at: on(0, '09:00'),
      kind: 'grant',
      what: 'Bought',
      why: expect.stringMatching(/^Discovery & Assessment for \$4,500, invoice IS-2031-\d{6}\.$/),
      quantity: 4,
      from: 'issued',
      to: 'available',
      packageName: 'Discovery & Assessment',
      consultationId: null,
      paymentId,
      reason: null,
      actor: 'automatic',
      balanceAfter: 4,
    });
    expect(body.docs[0]).toMatchObject({
      consultationId: session.id,
      reason: 'client-cancelled-in-time',
      packageName: expect.any(String),
    });
    const toStaff = await history({ as: staff.ops }, `?clientId=${client.id}`);
    expect(toStaff.body.docs.map(({ actor }) => actor)).toEqual([
      `client:${client.id}`,
      `client:${client.id}`,
      `staff:${staff.finance.id}`,
      expect.stringMatching(/^stripe:evt_/),
    ]);
  });

  it("explains a session with its consultant, in the client's own zone", async () => {
    const client = await world.client({ credits: 1 });
    const session = await booked(world, { as: client, startsAt: on(2, '15:00') });
    await end(world, 'cancel', session, { as: client });
    const { body } = await history({ as: client });
    expect(body.docs.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      expect.stringMatching(
        /^Returned: You cancelled the session with .+ on \d+ \w+ 2031, \d+:00 [AP]M in time\.$/,
      ),
      expect.stringMatching(/^Set aside: For the session with .+ on \d+ \w+ 2031, \d+:00 [AP]M\.$/),
      expect.stringMatching(/^Given by our team: /),
    ]);
  });

  it('can be asked for some kinds only', async () => {
    const client = await world.client({ credits: 1 });
    await booked(world, { as: client, startsAt: on(4, '10:00') });
    const holds = await history({ as: client }, '?kind=hold,release');
    expect(holds.body).toMatchObject({ totalDocs: 1, docs: [{ kind: 'hold' }] });
    expect(outcomeOf(await history({ as: client }, '?kind=hold,bogus'))).toBe('422 VALIDATION');
  });

  it('shows the balance after each of several lots that one session takes from', async () => {
    const client = await world.client();
    await assign(staff.finance, client, { credits: 1, validityDays: 30 });
    await assign(staff.finance, client, { credits: 2, validityDays: 60 });
    await booked(world, { as: client, startsAt: on(3, '10:00'), more: { typeId: world.types.ninety } });
    const { body } = await history({ as: client }, '?kind=hold');
    expect(body.docs.map(({ quantity, balanceAfter }) => [quantity, balanceAfter])).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  it('comes in pages', async () => {
    const client = await world.client();
    for (const credits of [1, 2, 3]) await assign(staff.finance, client, { credits });
    const page = await history({ as: client }, '?page=2&limit=2');
    expect(page.body).toMatchObject({
      totalDocs: 3,
      page: 2,
      totalPages: 2,
      docs: [{ quantity: 1, balanceAfter: 1 }],
    });
    for (const query of ['?limit=0', '?limit=101', '?page=0', '?page=x'])
      expect(outcomeOf(await history({ as: client }, query))).toBe('422 VALIDATION');
  });

  it("is one's own", async () => {
    const [client, other] = [await world.client({ credits: 1 }), await world.client()];
    expect((await history({ as: other })).body.docs).toEqual([]);
    expect(outcomeOf(await history({ as: other }, `?clientId=${client.id}`))).toBe('404 NOT_FOUND');
    expect(outcomeOf(await history({}))).toBe('401 UNAUTHENTICATED');
  });
});

describe('the packages on offer', () => {
  it('are shown to anyone, as goals and prices say', async () => {
    const { body } = await world.api<{ docs: Record<string, unknown>[] }>('GET', '/api/credits/packages');
    expect(
      body.docs.map(({ slug, credits, price, currency, pricePerCredit, validityDays, savings }) => [
        slug,
        credits,
        price,
        currency,
        pricePerCredit,
        validityDays,
        savings,
      ]),
    ).toEqual([
      ['discovery-assessment', 4, 450_000, 'usd', 112_500, 180, null],
      ['strategic-planning', 8, 1_250_000, 'usd', 156_250, 180, null],
      ['quarterly-advisory', 16, 890_000, 'usd', 55_625, 90, 50],
      ['annual-partnership', 52, 4_500_000, 'usd', 86_538, 365, 23],
    ]);
  });
});

describe('after all of this', () => {
  it('wallets, ledger, grants and bookings agree', async () => {
    expect(await brokenInvariants(world)).toEqual([]);
  });
});
