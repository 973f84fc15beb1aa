import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type Document } from 'mongodb';

import { brokenInvariants, rowsOf } from '../support/invariants';
import { specsDir } from '../support/specValidator';
import { atTime, booked, type ConsultationBody, end, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';
import { AMELIA, bookingRow, happens, mailRowsOf, moved, setConsultant } from '../support/zoomSide';

const SECRET = 'webhook-secret';
let world: World;
let client: Person;
let ops: Person;
let owner: Person;
let consultant: Person;
beforeAll(async () => {
  world = await startWorld('zoom-events');
  await atTime(on(0, '08:00'));
  client = await world.client({ credits: 60 });
  [ops, owner, consultant] = [
    await world.staff('ops'),
    await world.staff('owner'),
    await world.staff('consultant', { consultant: world.consultants.amelia }),
  ];
});
afterEach(async () => expect(await brokenInvariants(world)).toEqual([]));
afterAll(() => world.close());

interface Ready extends ConsultationBody {
  meetingId: number;
  /** Lets something happen at so many minutes into the session; the clock stands there. */
  at(
    minute: number,
    type: string,
    participant?: { name?: string; email?: string; isHost?: boolean },
    more?: Record<string, unknown>,
  ): Promise<Record<string, unknown>>;
}
const HOST = { name: 'Amelia Hart', isHost: true };
const NOOR = { name: 'Noor', email: 'noor@client.example' };

let day = 1;
/** A session with its meeting, on a day of its own. */
async function ready(): Promise<Ready> {
  day += day % 7 === 4 ? 3 : 1;
  await atTime(on(0, '08:00'));
  const session = await booked(world, { as: client, startsAt: on(day, '09:00') });
  await world.work();
  const meetingId = Number((await bookingRow(world, session.id)).meeting.meetingId);
  const startsAt = Date.parse(session.startsAt);
  return {
    ...session,
    meetingId,
    async at(minute, type, participant, more = {}) {
      await atTime(new Date(startsAt + minute * 60_000));
      return happens(world, meetingId, type, { participant, ...more });
    },
  };
}

/** As Zoom would send it, without the simulator. */
function sent(
  body: unknown,
  over: { secret?: string; headers?: Record<string, string>; timestamp?: number } = {},
) {
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  const timestamp = String(over.timestamp ?? Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', over.secret ?? SECRET)
    .update(`v0:${timestamp}:${raw}`)
    .digest('hex')}`;
  return world.api('POST', '/api/zoom/webhook', {
    body: raw,
    headers: { 'x-zm-request-timestamp': timestamp, 'x-zm-signature': signature, ...over.headers },
  });
}
const inbox = (where = {}) => rowsOf(world, 'inbox-events', { provider: 'zoom', ...where });

describe('the endpoint', () => {
  it('proves to Zoom that it holds the secret, and stores nothing', async () => {
    expect(await world.control('zoom', '/_sim/webhooks/validate', {})).toEqual({ valid: true });
    expect(await inbox()).toEqual([]);
  });

  it('takes nothing that Zoom has not signed, or that is none of its events', async () => {
    const event = { event: 'meeting.started', event_ts: 1, payload: { object: { id: '1', uuid: 'u' } } };
    const forged = [
      await sent(event, { secret: 'another' }),
      await sent(event, { headers: { 'x-zm-signature': 'v0=00' } }),
      await sent(event, { timestamp: Math.floor(Date.now() / 1000) - 3 * 3600 }),
      await world.api('POST', '/api/zoom/webhook', { body: event }),
      await sent(
        { event: 'endpoint.url_validation', event_ts: 1, payload: { plainToken: 'x' } },
        { secret: 'another' },
      ),
    ];
    expect(forged.map(({ status, body }) => [status, (body.error as { code: string }).code])).toEqual(
      forged.map(() => [400, 'SIGNATURE_INVALID']),
    );
    expect((await sent('[]')).status).toBe(422);
    expect((await sent('{"event":')).status).toBe(422);
    expect(await inbox()).toEqual([]);
  });

  it('stores what it does not know as ignored, and what belongs to no session of ours', async () => {
    for (const type of ['meeting.sharing_started', 'user.updated', 'constructor', '__proto__'])
      expect(
        (await sent({ event: type, event_ts: 5, payload: { object: { uuid: 'u', id: '1' } } })).status,
      ).toBe(200);
    await sent({ event: 'meeting.started', event_ts: 6, payload: { object: { uuid: 'u', id: '1' } } });
    await sent({ event: 'meeting.ended', event_ts: 6, payload: { object: 'odd' } });
    await world.work();
    expect((await inbox()).map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'ignored'));
  });

  const dir = specsDir();
  // What is relied on is stated in tests/contract; where Zoom's own examples are found, they are sent too.
  const withExamples = dir ? it : () => undefined;
  withExamples('takes every event as Zoom documents it', async () => {
    const files = readdirSync(`${dir}/zoom-events`).filter((name) => !name.startsWith('endpoint'));
    const { readMeetingEvent } = await import('../../src/integrations/zoom/meetingEvent');
    const { readZoomEvent } = await import('../../src/integrations/zoom/events');
    const kinds: Record<string, string | undefined> = {};
    for (const file of files) {
      const raw = readFileSync(`${dir}/zoom-events/${file}`, 'utf8');
      expect([file, (await sent(raw)).status]).toEqual([file, 200]);
      const event = readZoomEvent(raw);
      kinds[event.type] = readMeetingEvent(event.type, event.payload)?.kind;
    }
    expect(kinds).toEqual({
      'meeting.started': 'started',
      'meeting.ended': 'ended',
      'meeting.participant_joined': 'joined',
      'meeting.participant_left': 'left',
      'recording.completed': 'recorded',
      'meeting.updated': undefined,
      'meeting.deleted': undefined,
    });
    await world.work();
    expect(JSON.stringify(await inbox())).not.toMatch(
      /recording\/(play|download)|download_token|XYz@BC!D1087/,
    );
  });
});

describe('a meeting that begins', () => {
  it("makes its session in progress, in Zoom's name, however often it is told", async () => {
    const session = await ready();
    await session.at(-2, 'started', undefined, { times: 3 });
    await world.work();
    const row = await bookingRow(world, session.id);
    expect(row).toMatchObject({
      status: 'in_progress',
      version: 1,
      meeting: { state: 'ready', startedAt: new Date(Date.parse(session.startsAt) - 120_000) },
    });
    const events = await inbox({ type: 'meeting.started', 'payload.object.id': String(session.meetingId) });
    expect(events).toMatchObject([{ state: 'processed' }]);
  });

  it('an hour early is a trial: the session can still be cancelled', async () => {
    const session = await ready();
    await session.at(-60, 'started');
    await session.at(-50, 'ended');
    await world.work();
    const row = await bookingRow(world, session.id);
    expect([row.status, row.proposal?.status ?? null]).toEqual(['booked', null]);
    expect((await end(world, 'cancel', session, { as: client })).status).toBe(200);
  });

  it('of a session that was cancelled or has ended changes nothing of it', async () => {
    const [cancelled, ended] = [await ready(), await ready()];
    await end(world, 'cancel', cancelled, { as: client });
    await cancelled.at(0, 'started');
    await ended.at(10, 'started');
    expect((await end(world, 'complete', ended, { as: ops })).status).toBe(200);
    await world.work();
    expect([
      (await bookingRow(world, cancelled.id)).status,
      (await bookingRow(world, ended.id)).status,
    ]).toEqual(['cancelled', 'completed']);
  });

  it('at a meeting the session no longer has is ignored', async () => {
    const session = await ready();
    await moved(world, session, ops, { consultantId: world.consultants.kenji });
    await world.work();
    await session.at(0, 'started');
    await world.work();
    expect((await bookingRow(world, session.id)).status).toBe('booked');
    expect(await inbox({ 'payload.object.id': String(session.meetingId) })).toMatchObject([
      { state: 'ignored', note: 'No session has this meeting.' },
    ]);
  });
});

describe('what is kept of a session', () => {
  it('is who was there and when; its end proposes that it was completed, and ends nothing', async () => {
    const session = await ready();
    await session.at(-1, 'started');
    await session.at(-1, 'participant_joined', HOST);
    await session.at(2, 'participant_joined', NOOR);
    await session.at(50, 'participant_left', NOOR);
    await session.at(51, 'ended');
    await world.work();
    const row = await bookingRow(world, session.id);
    expect(row.status).toBe('in_progress');
    expect(row.attendance).toMatchObject([
      { role: 'consultant', name: 'Amelia Hart', place: 'meeting', leftAt: null },
      {
        role: 'client',
        name: 'Noor',
        joinedAt: new Date(Date.parse(session.startsAt) + 2 * 60_000),
        leftAt: new Date(Date.parse(session.startsAt) + 50 * 60_000),
      },
    ]);
    expect(row.proposal).toMatchObject({
      status: 'completed',
      because: 'Both were there, together for 48 minutes.',
    });
  });

  it('comes out the same in any order and told twice', async () => {
    const story: [number, string, object?][] = [
      [-1, 'started'],
      [-1, 'participant_joined', HOST],
      [2, 'participant_joined', NOOR],
      [20, 'participant_left', NOOR],
      [22, 'participant_joined', NOOR],
      [50, 'participant_left', NOOR],
      [51, 'ended'],
    ];
    const { receive } = await import('../../src/platform/inbox');
    const { readZoomEvent } = await import('../../src/integrations/zoom/events');
    const outcomes = [];
    for (const reverse of [false, true]) {
      const session = await ready();
      const bodies: string[] = [];
      for (const [minute, type, who] of story)
        bodies.push(JSON.stringify((await session.at(minute, type, who)).event));
      // What the simulator sent is put aside, and told anew in this order, each twice.
      const { nativeCollection } = await import('../../src/platform/store');
      await nativeCollection(world.payload, 'inbox-events').deleteMany({
        'payload.object.id': String(session.meetingId),
      });
      for (const raw of reverse ? bodies.reverse() : bodies) {
        for (let time = 0; time < 2; time += 1)
          await receive(world.payload, { provider: 'zoom', ...readZoomEvent(raw) });
        await world.work();
      }
      const { attendance, proposal, status } = await bookingRow(world, session.id);
      const minute = (at: Date | null) => at && (at.getTime() - Date.parse(session.startsAt)) / 60_000;
      const plain = (attendance as Document[]).map(({ role, name, place, joinedAt, leftAt }) => ({
        role,
        name,
        place,
        stay: [minute(joinedAt), minute(leftAt)],
      }));
      outcomes.push({ plain, proposal: [proposal.status, proposal.because], status });
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[0]?.plain.map(({ role, stay }) => [role, ...stay])).toEqual([
      ['consultant', -1, null],
      ['client', 2, 20],
      ['client', 22, 50],
    ]);
  });

  it.each([
    ['the client never came', HOST, 'client_no_show'],
    ['the consultant never came', NOOR, 'consultant_no_show'],
  ])('says that %s: the clock leaves that to staff', async (_what, who, status) => {
    const session = await ready();
    await session.at(0, 'started');
    await session.at(0, 'participant_joined', who);
    await session.at(20, 'ended');
    await world.work();
    expect((await bookingRow(world, session.id)).proposal.status).toBe(status);
    const { runSessionClock } = await import('../../src/consultations/sessionClock');
    await atTime(new Date(Date.parse(session.startsAt) + 95 * 60_000));
    await runSessionClock(world.payload);
    expect((await bookingRow(world, session.id)).status).toBe('in_progress');
    expect(await rowsOf(world, 'cases', { key: `outcome:${session.id}` })).toHaveLength(1);
    await end(world, 'complete', session, { as: ops });
  });

  it('tells a client in front of a meeting that nobody opened', async () => {
    const session = await ready();
    await session.at(1, 'participant_jbh_waiting', NOOR);
    await session.at(18, 'participant_jbh_waiting_left', NOOR);
    await world.work();
    const { askAttendance } = await import('../../src/consultations/evidence/askAttendance');
    await atTime(new Date(Date.parse(session.startsAt) + 75 * 60_000));
    expect(await askAttendance(world.payload)).toBe(1);
    expect((await bookingRow(world, session.id)).proposal).toMatchObject({
      status: 'consultant_no_show',
      because: expect.stringContaining('17 minutes'),
    });
    await end(world, 'no-show', session, { as: ops, more: { party: 'consultant' } });
  });

  it('is asked for where the events went missing, and not for ever', async () => {
    const [seen, empty] = [await ready(), await ready()];
    world.zoom.state.meetings.forEach((meeting) => {
      if (meeting.id !== seen.meetingId) return;
      const at = (minute: number) =>
        new Date(Date.parse(seen.startsAt) + minute * 60_000).toISOString().replace('.000', '');
      meeting.startedAt = at(0);
      meeting.endedAt = at(55);
      meeting.participants.push(
        { id: 'h', userId: '1', name: 'Amelia Hart', email: AMELIA, joinTime: at(0), leaveTime: at(55) },
        { id: 'g', userId: '2', name: 'Noor', email: '', joinTime: at(3), leaveTime: at(54) },
      );
    });
    const { askAttendance } = await import('../../src/consultations/evidence/askAttendance');
    await atTime(new Date(Date.parse(seen.startsAt) + 65 * 60_000));
    expect(await askAttendance(world.payload)).toBe(0);
    await atTime(new Date(Date.parse(seen.startsAt) + 71 * 60_000));
    expect(await askAttendance(world.payload)).toBe(1);
    expect(await askAttendance(world.payload)).toBe(0);
    expect(await bookingRow(world, seen.id)).toMatchObject({
      proposal: { status: 'completed', because: 'Both were there, together for 51 minutes.' },
      attendance: [{ role: 'consultant' }, { role: 'client' }],
    });

    const reports = () =>
      world.zoom.state.calls.filter(({ path }) => path.includes(`/report/meetings/${empty.meetingId}/`))
        .length;
    for (let minute = 70; minute < 400; minute += 5) {
      await atTime(new Date(Date.parse(empty.startsAt) + minute * 60_000));
      await askAttendance(world.payload);
    }
    expect([reports(), (await bookingRow(world, empty.id)).proposal?.status ?? null]).toEqual([8, null]);
  });

  it('does not ask while Zoom is down, and does not fail', async () => {
    const session = await ready();
    await world.control('zoom', '/_sim/faults', { match: 'GET /v2/report/*', status: 503, times: 1 });
    const { askAttendance } = await import('../../src/consultations/evidence/askAttendance');
    await atTime(new Date(Date.parse(session.startsAt) + 75 * 60_000));
    expect(await askAttendance(world.payload)).toBe(0);
    expect((await bookingRow(world, session.id)).meeting.askedAt).toBeUndefined();
  });

  it('under a shared host says no more than Zoom does', async () => {
    await setConsultant(world, world.consultants.amelia, { zoomHost: null });
    try {
      const session = await ready();
      await session.at(0, 'started');
      await session.at(0, 'participant_joined', { name: 'Room 4', email: '' });
      await session.at(0, 'participant_joined', { name: 'iPhone', email: '' });
      await session.at(40, 'ended');
      await world.work();
      const row = await bookingRow(world, session.id);
      expect([row.attendance.map(({ role }: { role: string }) => role), row.proposal.status]).toEqual([
        ['unknown', 'unknown'],
        'unclear',
      ]);
    } finally {
      await setConsultant(world, world.consultants.amelia, { zoomHost: AMELIA });
    }
  });
});

describe('who waits alone', () => {
  const waitingMails = (session: Ready) => mailRowsOf(world, session.id, { template: 'started' });

  it('has the other told two minutes into the session, once', async () => {
    const session = await ready();
    await session.at(-5, 'participant_joined', NOOR);
    await world.work();
    expect(await waitingMails(session)).toMatchObject([
      { state: 'queued', dueAt: new Date(Date.parse(session.startsAt) + 120_000) },
    ]);
    await session.at(2, 'participant_joined', { ...NOOR, name: 'Noor again' });
    await world.work();
    await session.at(6, 'participant_left', NOOR);
    await session.at(7, 'participant_joined', NOOR);
    await world.work();
    const [mail, ...more] = await waitingMails(session);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      state: 'sent',
      subject: expect.stringContaining('is waiting for you'),
      text: expect.stringContaining(`/j/${session.meetingId}`),
    });
    expect(String(mail?.consultant)).toBe(world.consultants.amelia);
  });

  it('tells nobody when the other comes in time', async () => {
    const session = await ready();
    await session.at(-5, 'participant_joined', HOST);
    await world.work();
    expect(await waitingMails(session)).toMatchObject([{ state: 'queued' }]);
    await session.at(1, 'participant_joined', NOOR);
    await world.work();
    await session.at(30, 'participant_left', NOOR);
    await world.work();
    expect((await waitingMails(session)).map(({ state, client: to }) => [state, Boolean(to)])).toEqual([
      ['sent', true],
    ]);
  });

  it('tells nobody when the one who waited goes, and tells when they come back', async () => {
    const session = await ready();
    await session.at(-5, 'participant_joined', HOST);
    await session.at(-3, 'participant_left', HOST);
    await world.work();
    expect(await waitingMails(session)).toMatchObject([{ state: 'dropped' }]);
    await session.at(4, 'participant_joined', HOST);
    await world.work();
    expect(await waitingMails(session)).toMatchObject([{ state: 'sent' }]);
  });

  it('tells nobody by an event that comes late, or of a session that was cancelled', async () => {
    const [late, cancelled] = [await ready(), await ready()];
    await late.at(1, 'participant_joined', NOOR);
    await atTime(new Date(Date.parse(late.startsAt) + 20 * 60_000));
    await world.work();
    expect(await waitingMails(late)).toEqual([]);
    await cancelled.at(-60 * 26, 'participant_joined', NOOR);
    await world.work();
    await end(world, 'cancel', cancelled, { as: client });
    await atTime(new Date(Date.parse(cancelled.startsAt) + 5 * 60_000));
    await world.work();
    expect((await waitingMails(cancelled)).map(({ state }) => state)).toEqual(['dropped']);
  });
});

describe('a recording', () => {
  it('is for owner, ops and the consultant; the stored event does not give it away', async () => {
    const session = await ready();
    await session.at(0, 'started');
    await session.at(50, 'recording.completed');
    expect((await inbox({ type: 'recording.completed', state: 'received' }))[0]?.sealed).toMatchObject({
      url: expect.stringContaining('/rec/share/'),
    });
    await world.work();
    const { recording } = await bookingRow(world, session.id);
    expect(recording).toMatchObject({
      url: `${world.zoom.url}/rec/share/${session.meetingId}`,
      passcode: expect.any(String),
    });

    const finance = await world.staff('finance');
    const shown = await Promise.all(
      [owner, ops, consultant, finance, client].map(async (as) =>
        JSON.stringify(
          (await world.api('GET', `/api/consultations/${session.id}?depth=0`, { as })).body,
        ).includes('/rec/'),
      ),
    );
    expect(shown).toEqual([true, true, true, false, false]);
    const stored = JSON.stringify(await rowsOf(world, 'inbox-events'));
    expect(stored).not.toMatch(/\/rec\/|download_token|recording_play_passcode/);
    for (const collection of ['audit-log', 'messages', 'outbox'])
      expect(JSON.stringify(await rowsOf(world, collection))).not.toContain('/rec/');
    for (const as of [owner, finance])
      expect(
        JSON.stringify((await world.api('GET', '/api/inbox-events?limit=0&depth=2', { as })).body),
      ).not.toMatch(/sealed|\/rec\//);
  });
});

describe('after all of this', () => {
  it('every event was processed or ignored', async () => {
    expect((await inbox({ state: { $nin: ['processed', 'ignored'] } })).length).toBe(0);
    expect((await inbox()).length).toBeGreaterThan(40);
  });
});
