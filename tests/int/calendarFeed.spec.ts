import { rowsOf } from '../support/invariants';
import { atTime, booked, end, on, outcomeOf } from '../support/steps';
import { type Person, type Reply, startWorld, type World } from '../support/world';

let world: World;
let client: Person;
let amelia: Person;
beforeAll(async () => {
  world = await startWorld('calendar feed', { RATE_LIMIT_FACTOR: '1' });
  await atTime(on(0, '08:00'));
  client = await world.client({ credits: 9 });
  amelia = await world.staff('consultant', { consultant: world.consultants.amelia });
});
afterAll(() => world.close());

const HOME = 'http://127.0.0.1:3999';
interface Made {
  url: string;
  createdAt: string;
}
async function linkOf(as: Person): Promise<string> {
  const reply = await world.api<Made>('POST', '/api/calendar/feed/create', { as });
  expect([reply.status, reply.body.url.startsWith(`${HOME}/api/calendar/`)]).toEqual([201, true]);
  return reply.body.url.slice(HOME.length);
}
const read = (path: string, headers: Record<string, string> = {}): Promise<Reply<unknown>> =>
  world.api<unknown>('GET', path, { headers });
const uidsIn = (reply: Reply<unknown>): string[] =>
  [...String(reply.body).matchAll(/^UID:([0-9a-f]{24})@/gm)].map(([, id = '']) => id).sort();

describe('the calendar feed of a client', () => {
  it('holds what is to come and the last 30 days, without what was cancelled and without a personal word', async () => {
    const more = { topic: 'Layoffs in March', notes: 'Confidential' };
    const [past, next, off] = [
      await booked(world, { as: client, startsAt: on(1, '09:00'), more }),
      await booked(world, { as: client, startsAt: on(29, '09:00'), more }),
      await booked(world, { as: client, startsAt: on(30, '09:00') }),
    ];
    const stranger = await world.client({ credits: 1 });
    const theirs = await booked(world, { as: stranger, startsAt: on(2, '09:00') });
    await end(world, 'cancel', off, { as: client });
    await world.work();
    const path = await linkOf(client);
    const reply = await read(path);
    expect(reply.status).toBe(200);
    expect(uidsIn(reply)).toEqual([past.id, next.id].sort());
    const file = String(reply.body);
    expect(file).toMatch(/^METHOD:PUBLISH\r?$/m);
    expect(file).toContain('with Amelia Hart');
    expect(file).not.toMatch(/Layoffs|Confidential|ATTENDEE/);
    expect(file).not.toContain(theirs.id);
    expect(
      Object.fromEntries(
        ['content-type', 'cache-control', 'x-robots-tag'].map((name) => [name, reply.headers.get(name)]),
      ),
    ).toEqual({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, max-age=300',
      'x-robots-tag': 'noindex',
    });
    await atTime(on(20, '08:00'));
    expect(uidsIn(await read(path))).toEqual([past.id, next.id].sort());
    await atTime(on(32, '08:00'));
    expect(uidsIn(await read(path))).toEqual([next.id]);
    await atTime(on(0, '08:00'));
  });

  it('is sent again only when something has changed', async () => {
    const path = await linkOf(client);
    const first = await read(path);
    const tag = first.headers.get('etag') ?? '';
    await atTime(on(0, '20:00'));
    expect([
      (await read(path, { 'if-none-match': tag })).status,
      (await read(path, { 'if-none-match': `W/${tag}` })).status,
    ]).toEqual([304, 304]);
    const session = await booked(world, { as: client, startsAt: on(8, '09:00') });
    const second = await read(path, { 'if-none-match': tag });
    expect([second.status, uidsIn(second).includes(session.id)]).toEqual([200, true]);
    await world.api('POST', `/api/consultations/${session.id}/reschedule`, {
      as: client,
      body: { expectedVersion: 1, startsAt: on(8, '13:30') },
    });
    expect(String((await read(path)).body)).toMatch(/DTSTART:20310311T133000Z/);
    await atTime(on(0, '08:00'));
  });

  it('ends when its owner makes a new link, or switches it off, and with the account', async () => {
    const old = await linkOf(client);
    const fresh = await linkOf(client);
    expect([outcomeOf(await read(old)), (await read(fresh)).status]).toEqual(['404 NOT_FOUND', 200]);
    const revoke = () => world.api('POST', '/api/calendar/feed/revoke', { as: client });
    expect([(await revoke()).body, (await revoke()).status]).toEqual([{ active: false }, 200]);
    expect(outcomeOf(await read(fresh))).toBe('404 NOT_FOUND');
    const keyed = () => world.api('POST', '/api/calendar/feed/revoke', { as: client, key: 'end-it' });
    await keyed();
    const last = await linkOf(client);
    // The answer to a request sent twice, which does not end what was made since.
    expect((await keyed()).headers.get('idempotent-replay')).toBe('true');
    expect((await read(last)).status).toBe(200);
    const unverify = (_verified: boolean) =>
      world.payload.update({
        collection: 'clients',
        id: client.id,
        data: { _verified },
        overrideAccess: true,
      });
    await unverify(false);
    expect(outcomeOf(await read(last))).toBe('404 NOT_FOUND');
    await unverify(true);
    expect((await read(last)).status).toBe(200);
  });

  it('ends with the password: changed, or chosen anew by the mail', async () => {
    const person = await world.client({ credits: 1 });
    const first = await linkOf(person);
    expect(
      (
        await world.api('POST', '/api/clients/change-password', {
          as: person,
          body: { currentPassword: 'Serenity-test-1', newPassword: 'Another-harbour-2' },
        })
      ).status,
    ).toBe(200);
    expect(outcomeOf(await read(first))).toBe('404 NOT_FOUND');
    const second = await linkOf(person);
    const token = await world.payload.forgotPassword({
      collection: 'clients',
      data: { email: person.email },
      disableEmail: true,
    });
    expect(
      (
        await world.api('POST', '/api/clients/reset-password', {
          body: { token, password: 'A-third-harbour-3' },
        })
      ).status,
    ).toBe(200);
    expect(outcomeOf(await read(second))).toBe('404 NOT_FOUND');
    expect(await rowsOf(world, '_calendar_feeds', { person: person.id })).toEqual([]);
  });

  it('outlives what is no new password', async () => {
    const person = await world.client({ credits: 1 });
    const link = await linkOf(person);
    expect(
      (await world.api('PATCH', `/api/clients/${person.id}`, { as: person, body: { company: 'Northwind' } }))
        .status,
    ).toBe(200);
    expect((await read(link)).status).toBe(200);
  });

  it('leaves its secret nowhere: stored is a hash, told is the moment it was last read', async () => {
    const path = await linkOf(client);
    const token = /([\w-]{43})\.ics$/.exec(path)?.[1] ?? '';
    await read(path);
    for (const collection of ['_calendar_feeds', '_idempotency', 'audit-log', '_rate_limits'])
      expect([collection, JSON.stringify(await rowsOf(world, collection)).includes(token)]).toEqual([
        collection,
        false,
      ]);
    expect(await rowsOf(world, '_calendar_feeds', { person: client.id })).toMatchObject([
      { side: 'client', readAt: new Date(on(0, '08:00')) },
    ]);
    expect(
      (await rowsOf(world, 'audit-log', { subject: `client:${client.id}` })).map(({ action }) => action),
    ).toEqual(expect.arrayContaining(['calendar-feed.created', 'calendar-feed.revoked']));
  });

  it('is not found by guessing, and guesses are counted', async () => {
    const guesses = ['x', 'x.ics', `${'A'.repeat(43)}.ics`, '[object Object]', '{"$ne":null}', 'feed', '%00'];
    for (const guess of guesses)
      expect([guess, outcomeOf(await read(`/api/calendar/${encodeURIComponent(guess)}`))]).toEqual([
        guess,
        '404 NOT_FOUND',
      ]);
    for (let more = guesses.length; more < 60; more += 1) await read('/api/calendar/guess.ics');
    const refused = await read('/api/calendar/guess.ics');
    expect([outcomeOf(refused), Number(refused.headers.get('retry-after')) > 0]).toEqual([
      '429 RATE_LIMITED',
      true,
    ]);
    // Who has a link is not held up by who guesses from the same address.
    const path = await linkOf(amelia);
    expect((await read(path)).status).toBe(200);
  });
});

describe('the calendar feed of a consultant', () => {
  it("holds the sessions that are theirs, with the clients' names, and loses one given to a colleague", async () => {
    const session = await booked(world, { as: client, startsAt: on(9, '09:00') });
    const path = await linkOf(amelia);
    expect(uidsIn(await read(path))).toContain(session.id);
    expect(String((await read(path)).body).replace(/\r\n /g, '')).toContain('with Cleo Number');
    const ops = await world.staff('ops');
    expect(
      outcomeOf(
        await world.api('POST', `/api/consultations/${session.id}/reschedule`, {
          as: ops,
          body: { expectedVersion: 1, consultantId: world.consultants.kenji },
        }),
      ),
    ).toBe('200');
    expect(uidsIn(await read(path))).not.toContain(session.id);
  });

  it.each([
    [
      'another role',
      (id: string) =>
        world.payload.update({ collection: 'staff', id, data: { role: 'editor' }, overrideAccess: true }),
    ],
    [
      'sessions of another',
      (id: string) =>
        world.payload.update({
          collection: 'staff',
          id,
          data: { consultant: world.consultants.kenji },
          overrideAccess: true,
        }),
    ],
    [
      'no account any more',
      (id: string) => world.payload.delete({ collection: 'staff', id, overrideAccess: true }),
    ],
  ])('ends when its maker has %s', async (_what, change) => {
    const colleague = await world.staff('consultant', { consultant: world.consultants.amelia });
    await linkOf(colleague);
    const links = () => rowsOf(world, '_calendar_feeds', { person: world.consultants.amelia });
    expect(await links()).toHaveLength(1);
    await change(colleague.id);
    expect(await links()).toEqual([]);
  });

  it("stops when the consultant is no longer active, and is nobody else's to make", async () => {
    const path = await linkOf(amelia);
    const activate = (active: boolean) =>
      world.payload.update({
        collection: 'consultants',
        id: world.consultants.amelia,
        data: { active },
        overrideAccess: true,
      });
    await activate(false);
    expect(outcomeOf(await read(path))).toBe('404 NOT_FOUND');
    await activate(true);
    for (const as of [await world.staff('owner'), await world.staff('consultant')])
      expect(outcomeOf(await world.api('POST', '/api/calendar/feed/create', { as }))).toBe('403 FORBIDDEN');
  });
});
