import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, booked, type ConsultationBody, end, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';
import { AMELIA, bookingRow, happens } from '../support/zoomSide';

let world: World;
let client: Person;
let ops: Person;
beforeAll(async () => {
  world = await startWorld('attendance');
  await atTime(on(0, '08:00'));
  client = await world.client({ credits: 60 });
  ops = await world.staff('ops');
});
afterEach(async () => {
  await world.control('zoom', '/_sim/faults/clear', {});
  expect(await brokenInvariants(world)).toEqual([]);
});
afterAll(() => world.close());

interface Ready extends ConsultationBody {
  meetingId: number;
}
const HOST = { name: 'Amelia Hart', isHost: true };

/** A session with its meeting. */
async function ready(startsAt: string, parties: { as?: Person; consultantId?: string } = {}): Promise<Ready> {
  await atTime(on(0, '08:00'));
  const session = await booked(world, {
    as: parties.as ?? client,
    startsAt,
    more: { consultantId: parties.consultantId ?? world.consultants.amelia },
  });
  await world.work();
  return { ...session, meetingId: Number((await bookingRow(world, session.id)).meeting.meetingId) };
}

const minuteOf = ({ startsAt }: Ready, minute: number): Date =>
  new Date(Date.parse(startsAt) + minute * 60_000);

/** Lets something happen at so many minutes into a session; the clock stands there. */
async function at(session: Ready, minute: number, type: string, participant?: object): Promise<void> {
  await atTime(minuteOf(session, minute));
  await happens(world, session.meetingId, type, { participant });
}

/** Zoom's report of a meeting of which no event was told. */
function reported(session: Ready, people: readonly { name: string; email: string }[]): void {
  const instant = (minute: number): string => minuteOf(session, minute).toISOString().replace('.000', '');
  const meeting = world.zoom.state.meetings.find(({ id }) => id === session.meetingId);
  if (!meeting) throw new Error('There is no such meeting at Zoom.');
  Object.assign(meeting, { startedAt: instant(0), endedAt: instant(55) });
  meeting.participants.push(
    ...people.map(({ name, email }, index) => ({
      id: `p${index}`,
      userId: String(index),
      name,
      email,
      joinTime: instant(0),
      leaveTime: instant(55),
    })),
  );
}
const BOTH = [
  { name: 'Amelia Hart', email: AMELIA },
  { name: 'Noor', email: 'noor@client.example' },
];

const NELL = 'nell.shaw@insight-serenity.example';
/** Another consultant with Amelia's hours. */
async function colleague(): Promise<string> {
  const { timezone, weeklyHours, horizonDays } = await world.payload.findByID({
    collection: 'consultants',
    id: world.consultants.amelia,
    overrideAccess: true,
  });
  const hours = (weeklyHours ?? []).map(({ day, from, to }) => ({ day, from, to }));
  const { id } = await world.payload.create({
    collection: 'consultants',
    data: {
      name: 'Nell Shaw',
      email: NELL,
      zoomHost: NELL,
      active: true,
      timezone,
      horizonDays,
      weeklyHours: hours,
    },
    overrideAccess: true,
  });
  return id;
}

async function ask(when: Date): Promise<number> {
  const { askAttendance } = await import('../../src/consultations/evidence/askAttendance');
  await atTime(when);
  return askAttendance(world.payload);
}
async function clock(when: Date): Promise<void> {
  const { runSessionClock } = await import('../../src/consultations/sessionClock');
  await atTime(when);
  await runSessionClock(world.payload);
}
const casesOf = ({ id }: Ready) => rowsOf(world, 'cases', { key: `outcome:${id}` });
const reportOf = ({ meetingId }: Ready): string => `GET /v2/report/meetings/${meetingId}/*`;
const statusOf = async ({ id }: Ready): Promise<unknown> => (await bookingRow(world, id)).status;
const proposalOf = async ({ id }: Ready): Promise<unknown> =>
  (await bookingRow(world, id)).proposal?.status ?? null;

describe('a report of attendance', () => {
  it.each([400, 403])(
    'that Zoom refuses with %i is an empty one: the other sessions are asked about',
    async (status) => {
      const day = status === 400 ? 1 : 2;
      const [refused, other] = [await ready(on(day, '09:00')), await ready(on(day, '10:30'))];
      reported(other, BOTH);
      await world.control('zoom', '/_sim/faults', { match: reportOf(refused), status, times: 1000 });
      expect(await ask(minuteOf(other, 75))).toBe(1);
      expect([await proposalOf(refused), await proposalOf(other)]).toEqual([null, 'completed']);
      expect((await bookingRow(world, refused.id)).meeting.askedAt).toEqual(minuteOf(other, 75));
    },
  );

  it('that never comes keeps nobody else waiting, however many there are', async () => {
    const elsewhere = { as: await world.client({ credits: 2 }), consultantId: await colleague() };
    const silent = [
      await ready(on(3, '09:00')),
      await ready(on(3, '09:00'), elsewhere),
      await ready(on(3, '10:30')),
    ];
    const other = await ready(on(3, '10:30'), elsewhere);
    reported(other, [
      { name: 'Nell Shaw', email: NELL },
      { name: 'Noor', email: '' },
    ]);
    for (const session of silent)
      await world.control('zoom', '/_sim/faults', { match: reportOf(session), status: 503, times: 1000 });
    let proposed = 0;
    for (let minute = 70; minute < 90 && proposed === 0; minute += 5)
      proposed += await ask(minuteOf(other, minute));
    expect([proposed, await proposalOf(other)]).toEqual([1, 'completed']);
    // They are asked about again.
    for (const { id } of silent) expect((await bookingRow(world, id)).meeting.askedAt).toBeUndefined();
  });

  it('is not needed where events have told who came: nothing of Zoom is waited for', async () => {
    const [silent, known] = [await ready(on(4, '09:00')), await ready(on(4, '10:30'))];
    await at(known, 0, 'participant_joined', HOST);
    await world.work();
    await world.control('zoom', '/_sim/faults', { match: 'GET /v2/report/*', status: 503, times: 1000 });
    expect(await ask(minuteOf(known, 75))).toBe(1);
    expect([await proposalOf(silent), await proposalOf(known)]).toEqual([null, 'client_no_show']);
    await end(world, 'no-show', known, { as: ops, more: { party: 'client' } });
  });
});

describe('a recording', () => {
  it('told late does not replace a later one', async () => {
    const session = await ready(on(7, '09:00'));
    const told: string[] = [];
    for (const [minute, name] of [
      [20, 'first'],
      [55, 'second'],
    ] as const) {
      await atTime(minuteOf(session, minute));
      const { event } = (await happens(world, session.meetingId, 'recording.completed')) as {
        event: { payload: { object: { share_url: string } } };
      };
      event.payload.object.share_url = `https://zoom.example/rec/share/${name}`;
      told.push(JSON.stringify(event));
    }
    const { nativeCollection } = await import('../../src/platform/store');
    const { receive } = await import('../../src/platform/inbox');
    const { readZoomEvent } = await import('../../src/integrations/zoom/events');
    await nativeCollection(world.payload, 'inbox-events').deleteMany({
      'payload.object.id': { $in: [session.meetingId, String(session.meetingId)] },
    });
    for (const raw of told.reverse()) {
      await receive(world.payload, { provider: 'zoom', ...readZoomEvent(raw) });
      await world.work();
    }
    expect((await bookingRow(world, session.id)).recording).toMatchObject({
      url: 'https://zoom.example/rec/share/second',
      at: minuteOf(session, 55),
    });
  });
});

describe('evidence that comes after the clock has completed a session', () => {
  it('and says otherwise is put before staff, once', async () => {
    const session = await ready(on(8, '09:00'));
    await at(session, 2, 'participant_joined', { name: 'Noor', email: 'noor@client.example' });
    await at(session, 40, 'ended');
    await clock(minuteOf(session, 95));
    expect([await statusOf(session), await casesOf(session)]).toEqual(['completed', []]);
    // The worker was down: the events are applied only now.
    await world.work();
    expect(await bookingRow(world, session.id)).toMatchObject({
      status: 'completed',
      outcome: { by: 'system' },
      proposal: { status: 'consultant_no_show' },
    });
    expect(await casesOf(session)).toMatchObject([{ kind: 'outcome-unclear', state: 'open' }]);
    await at(session, 100, 'participant_left', { name: 'Noor', email: 'noor@client.example' });
    await world.work();
    expect(await casesOf(session)).toHaveLength(1);
  });

  it("by Zoom's report is put before staff as well", async () => {
    const session = await ready(on(9, '09:00'));
    reported(session, BOTH.slice(1));
    await clock(minuteOf(session, 95));
    expect(await statusOf(session)).toBe('completed');
    expect(await ask(minuteOf(session, 96))).toBe(1);
    expect(await casesOf(session)).toHaveLength(1);
  });

  it('asks nobody when it agrees, when a person has decided, or when nobody may correct any more', async () => {
    const [held, decided, old] = [
      await ready(on(10, '09:00')),
      await ready(on(10, '10:30')),
      await ready(on(10, '13:30')),
    ];
    reported(held, BOTH);
    await clock(minuteOf(held, 95));
    expect([await statusOf(held), await ask(minuteOf(held, 96))]).toEqual(['completed', 1]);
    await at(decided, 2, 'participant_joined', HOST);
    await at(decided, 40, 'ended');
    await atTime(minuteOf(decided, 60));
    await end(world, 'complete', decided, { as: ops });
    await at(old, 2, 'participant_joined', HOST);
    await at(old, 40, 'ended');
    await clock(minuteOf(old, 95));
    expect(await statusOf(old)).toBe('completed');
    await atTime(new Date(minuteOf(old, 95).getTime() + 49 * 3_600_000));
    await world.work();
    expect([await proposalOf(held), await proposalOf(decided), await proposalOf(old)]).toEqual([
      'completed',
      'client_no_show',
      'client_no_show',
    ]);
    expect([await casesOf(held), await casesOf(decided), await casesOf(old)]).toEqual([[], [], []]);
  });
});
