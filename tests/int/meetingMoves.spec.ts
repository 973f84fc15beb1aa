import { brokenInvariants } from '../support/invariants';
import { atTime, booked, type ConsultationBody, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';
import {
  AMELIA,
  bookingRow,
  countedCalls,
  CREATE,
  FALLBACK,
  KENJI,
  mailRowsOf,
  meetingsOf,
  moved,
  outboxOf,
  setConsultant,
  UPDATE,
} from '../support/zoomSide';

const NOW = on(0, '08:00');
let world: World;
let client: Person;
let ops: Person;
beforeAll(async () => {
  world = await startWorld('meeting-moves');
  await atTime(NOW);
  client = await world.client({ credits: 60 });
  ops = await world.staff('ops');
});
beforeEach(() => atTime(NOW));
afterEach(async () => expect(await brokenInvariants(world)).toEqual([]));
afterAll(() => world.close());

const later = (seconds: number): Promise<void> => atTime(new Date(Date.parse(NOW) + seconds * 1000));
const toKenji = (session: ConsultationBody) =>
  moved(world, session, ops, { consultantId: world.consultants.kenji });
/** Whether each mail of a version says the link of the booking's own meeting, by recipient side. */
async function linksTold(id: string, version: number): Promise<Record<string, boolean[]>> {
  const { meeting } = await bookingRow(world, id);
  const told: Record<string, boolean[]> = {};
  const rows = (await mailRowsOf(world, id, { version, template: { $ne: 'canceled-consultant' } })).filter(
    ({ state }) => state === 'sent',
  );
  for (const row of rows)
    (told[row.client ? 'client' : 'consultant'] ??= []).push(
      String(row.text).includes(String(meeting.joinUrl)),
    );
  return told;
}
const isDone = async (id: string): Promise<void> =>
  expect((await outboxOf(world, id)).map(({ state }) => state)).toEqual(
    (await outboxOf(world, id)).map(() => 'done'),
  );

describe('a session moved to another time', () => {
  it('keeps its meeting and its link; Zoom has the new time after one call', async () => {
    const session = await booked(world, { as: client, startsAt: on(7, '09:00') });
    await world.work();
    const before = await bookingRow(world, session.id);
    const calls = countedCalls(world).length;
    await moved(world, session, client, { startsAt: on(8, '10:30') });
    await world.work();
    expect(meetingsOf(world, session.id)).toMatchObject([
      { id: Number(before.meeting.meetingId), startTime: '2031-03-11T10:30:00Z', duration: 60 },
    ]);
    expect(
      countedCalls(world)
        .slice(calls)
        .map(({ method }) => method),
    ).toEqual(['PATCH']);
    expect((await bookingRow(world, session.id)).meeting).toMatchObject({
      state: 'ready',
      joinUrl: before.meeting.joinUrl,
      startsAt: new Date(on(8, '10:30')),
      minutes: 60,
    });
    expect(await linksTold(session.id, 2)).toEqual({ client: [true], consultant: [true] });
    await isDone(session.id);
  });

  it('and back before Zoom was asked costs no call', async () => {
    const session = await booked(world, { as: client, startsAt: on(9, '09:00') });
    await world.work();
    const calls = countedCalls(world).length;
    const away = await moved(world, session, client, { startsAt: on(9, '10:30') });
    await moved(world, away, client, { startsAt: on(9, '09:00') });
    await world.work();
    expect(countedCalls(world)).toHaveLength(calls);
    await isDone(session.id);
  });

  it('before Zoom has made its meeting gets one, at the new time', async () => {
    const session = await booked(world, { as: client, startsAt: on(10, '09:00') });
    await moved(world, session, client, { startsAt: on(10, '13:30') });
    await world.work();
    expect(meetingsOf(world, session.id)).toMatchObject([{ startTime: '2031-03-13T13:30:00Z' }]);
    expect(await linksTold(session.id, 2)).toEqual({ client: [true], consultant: [true] });
    await isDone(session.id);
  });

  it('while Zoom makes its meeting has one in the end, at the new time', async () => {
    const session = await booked(world, { as: client, startsAt: on(11, '09:00') });
    const { setZoomProvider, zoomProvider } = await import('../../src/integrations/zoom/provider');
    const { dispatchOutbox } = await import('../../src/jobs/queues');
    const real = zoomProvider();
    setZoomProvider({
      ...real,
      createMeeting: async (input) => {
        const made = await real.createMeeting(input);
        await moved(world, session, client, { startsAt: on(11, '13:30') });
        // Another worker comes to the move while this one still waits for Zoom.
        await dispatchOutbox(world.payload);
        return made;
      },
    });
    await world.work().finally(() => setZoomProvider(undefined));
    await world.work();
    expect(meetingsOf(world, session.id)).toMatchObject([{ startTime: '2031-03-14T13:30:00Z' }]);
    expect(await linksTold(session.id, 2)).toEqual({ client: [true], consultant: [true] });
    await isDone(session.id);
  });

  it('whose answer got lost is looked at before it is asked again', async () => {
    const session = await booked(world, { as: client, startsAt: on(14, '09:00') });
    await world.work();
    const calls = countedCalls(world).length;
    await world.control('zoom', '/_sim/faults', { match: UPDATE, afterEffect: 'disconnect', times: 1 });
    await moved(world, session, client, { startsAt: on(14, '13:30') });
    await world.work();
    expect((await bookingRow(world, session.id)).meeting.startsAt).toEqual(new Date(on(14, '09:00')));
    await later(10);
    await world.work();
    expect(countedCalls(world)).toHaveLength(calls + 1);
    expect((await bookingRow(world, session.id)).meeting.startsAt).toEqual(new Date(on(14, '13:30')));
    await isDone(session.id);
  });

  it.each([
    [
      'deleted at Zoom by somebody',
      async (id: number) =>
        void (await fetch(`${world.zoom.url}/v2/meetings/${id}`, {
          method: 'DELETE',
          headers: { authorization: await bearer() },
        })),
    ],
    [
      'taken along by a host who is no more',
      async () =>
        void (await world.control('zoom', '/_sim/faults', {
          match: UPDATE,
          status: 404,
          code: 1001,
          times: 1,
        })),
    ],
  ])('whose meeting was %s gets a new one, and everybody the new link once', async (what, trouble) => {
    const time = what.startsWith('deleted') ? '09:00' : '13:30';
    const session = await booked(world, { as: client, startsAt: on(15, time) });
    await world.work();
    const before = await bookingRow(world, session.id);
    await trouble(Number(before.meeting.meetingId));
    const after = await moved(world, session, client, { startsAt: on(16, time) });
    // The mails of the move go out with the link as it is known.
    const { deliverMessages } = await import('../../src/jobs/queues');
    await deliverMessages(world.payload);
    await world.work();
    expect(meetingsOf(world, session.id)).toMatchObject([{ startTime: `2031-03-19T${time}:00Z` }]);
    expect((await bookingRow(world, session.id)).meeting.joinUrl).not.toBe(before.meeting.joinUrl);
    expect(await linksTold(session.id, after.version)).toEqual({
      client: [false, true],
      consultant: [false, true],
    });
    await isDone(session.id);
  });
});

async function bearer(): Promise<string> {
  const basic = Buffer.from('client:secret').toString('base64');
  const answer = await fetch(
    `${world.zoom.url}/oauth/token?grant_type=account_credentials&account_id=account`,
    { method: 'POST', headers: { authorization: `Basic ${basic}` } },
  );
  return `Bearer ${((await answer.json()) as { access_token: string }).access_token}`;
}

describe('a session given to another consultant', () => {
  it('is held by their host: the old meeting is gone, the new link is told, the old one by no mail since', async () => {
    const session = await booked(world, { as: client, startsAt: on(17, '09:00') });
    await world.work();
    const before = await bookingRow(world, session.id);
    expect(before.meeting.host).toBe(AMELIA);
    await toKenji(session);
    expect((await bookingRow(world, session.id)).meeting.state).toBe('pending');
    await world.work();
    const { meeting } = await bookingRow(world, session.id);
    expect(meeting).toMatchObject({ state: 'ready', host: KENJI });
    expect(meetingsOf(world, session.id)).toMatchObject([
      { id: Number(meeting.meetingId), hostEmail: KENJI, startTime: '2031-03-20T09:00:00Z' },
    ]);
    expect(await linksTold(session.id, 2)).toEqual({ client: [true], consultant: [true] });
    expect(
      (await mailRowsOf(world, session.id, { version: 2 })).filter(({ text }) =>
        String(text).includes(before.meeting.joinUrl),
      ),
    ).toEqual([]);
    await isDone(session.id);
  });

  it('who has no host of their own keeps meeting and link where the fallback holds it', async () => {
    await setConsultant(world, world.consultants.amelia, { zoomHost: null });
    await setConsultant(world, world.consultants.kenji, { zoomHost: null });
    try {
      const session = await booked(world, { as: client, startsAt: on(18, '09:00') });
      await world.work();
      const before = await bookingRow(world, session.id);
      const calls = countedCalls(world).length;
      await toKenji(session);
      await world.work();
      expect((await bookingRow(world, session.id)).meeting).toMatchObject({
        state: 'ready',
        host: FALLBACK,
        meetingId: before.meeting.meetingId,
      });
      expect(countedCalls(world)).toHaveLength(calls);
      expect(await linksTold(session.id, 2)).toEqual({ client: [true], consultant: [true] });
    } finally {
      await setConsultant(world, world.consultants.amelia, { zoomHost: AMELIA });
      await setConsultant(world, world.consultants.kenji, { zoomHost: KENJI });
    }
  });

  it('who has a host of their own is held by it, also where the fallback held it before', async () => {
    await setConsultant(world, world.consultants.amelia, { zoomHost: null });
    try {
      const session = await booked(world, { as: client, startsAt: on(25, '09:00') });
      await world.work();
      const before = await bookingRow(world, session.id);
      expect(before.meeting).toMatchObject({ host: FALLBACK, firstHost: FALLBACK });
      await toKenji(session);
      await world.work();
      const { meeting } = await bookingRow(world, session.id);
      expect(meeting).toMatchObject({ state: 'ready', host: KENJI, firstHost: KENJI });
      expect(meetingsOf(world, session.id)).toMatchObject([
        { id: Number(meeting.meetingId), hostEmail: KENJI },
      ]);
      expect(await linksTold(session.id, 2)).toEqual({ client: [true], consultant: [true] });
      expect(
        (await mailRowsOf(world, session.id, { version: 2 })).filter(({ text }) =>
          String(text).includes(before.meeting.joinUrl),
        ),
      ).toEqual([]);
      await isDone(session.id);
    } finally {
      await setConsultant(world, world.consultants.amelia, { zoomHost: AMELIA });
    }
  });

  it('whose host Zoom refuses keeps the meeting of the fallback, at its new time, not tried for ever', async () => {
    await setConsultant(world, world.consultants.amelia, { zoomHost: null });
    try {
      const session = await booked(world, { as: client, startsAt: on(28, '09:00') });
      await world.work();
      const before = await bookingRow(world, session.id);
      await world.control('zoom', '/_sim/faults', {
        match: `POST /v2/users/${encodeURIComponent(KENJI)}/meetings`,
        status: 404,
        code: 1001,
        times: 1,
      });
      await moved(world, session, ops, { consultantId: world.consultants.kenji, startsAt: on(29, '01:00') });
      await world.work();
      expect((await bookingRow(world, session.id)).meeting).toMatchObject({
        state: 'ready',
        host: FALLBACK,
        firstHost: KENJI,
        meetingId: before.meeting.meetingId,
      });
      expect(meetingsOf(world, session.id)).toMatchObject([
        { hostEmail: FALLBACK, startTime: '2031-04-01T01:00:00Z' },
      ]);
      const calls = countedCalls(world).length;
      await world.work();
      expect(countedCalls(world)).toHaveLength(calls);
      await isDone(session.id);
    } finally {
      await setConsultant(world, world.consultants.amelia, { zoomHost: AMELIA });
    }
  });

  it('while Zoom does not answer is told without a link, and the link follows, once', async () => {
    const session = await booked(world, { as: client, startsAt: on(21, '09:00') });
    await world.work();
    await world.control('zoom', '/_sim/faults', { match: CREATE, afterEffect: 'disconnect', times: 1 });
    await toKenji(session);
    await world.work();
    await later(20);
    const { deliverMessages } = await import('../../src/jobs/queues');
    await deliverMessages(world.payload);
    expect(
      (await mailRowsOf(world, session.id, { version: 2, state: 'sent' })).filter(({ text }) =>
        /\/j\/\d/.test(String(text)),
      ),
    ).toEqual([]);
    await world.work();
    // The one whose answer was lost is the one that is used.
    expect(meetingsOf(world, session.id)).toMatchObject([{ hostEmail: KENJI }]);
    expect(await linksTold(session.id, 2)).toEqual({ client: [false, true], consultant: [false, true] });
    await isDone(session.id);
  });

  it('while the first meeting is being made tells nobody the link that is about to die', async () => {
    const session = await booked(world, { as: client, startsAt: on(22, '09:00') });
    const { setZoomProvider, zoomProvider } = await import('../../src/integrations/zoom/provider');
    const real = zoomProvider();
    const dying: string[] = [];
    setZoomProvider({
      ...real,
      createMeeting: async (input) => {
        const made = await real.createMeeting(input);
        if (dying.length === 0) {
          dying.push(made.joinUrl);
          await toKenji(session);
        }
        return made;
      },
    });
    await world.work().finally(() => setZoomProvider(undefined));
    expect(meetingsOf(world, session.id)).toMatchObject([{ hostEmail: KENJI }]);
    expect(await linksTold(session.id, 2)).toEqual({ client: [true], consultant: [true] });
    expect(
      (await mailRowsOf(world, session.id)).filter(({ text }) => String(text).includes(dying[0] ?? 'none')),
    ).toEqual([]);
    await isDone(session.id);
  });

  it('and back again is with the first host once more, with one meeting', async () => {
    const session = await booked(world, { as: client, startsAt: on(23, '09:00') });
    await world.work();
    const after = await toKenji(session);
    await moved(world, after, ops, { consultantId: world.consultants.amelia });
    await world.work();
    expect(meetingsOf(world, session.id)).toMatchObject([{ hostEmail: AMELIA }]);
    expect((await bookingRow(world, session.id)).meeting).toMatchObject({ state: 'ready', host: AMELIA });
    expect(await linksTold(session.id, 3)).toEqual({ client: [true], consultant: [true] });
  });

  it('and cancelled at once leaves no meeting with either host', async () => {
    const session = await booked(world, { as: client, startsAt: on(24, '09:00') });
    await world.work();
    const after = await toKenji(session);
    await world.api('POST', `/api/consultations/${session.id}/cancel`, {
      as: ops,
      body: { expectedVersion: after.version, reason: 'Off' },
    });
    await world.work();
    expect(meetingsOf(world, session.id)).toEqual([]);
    expect((await bookingRow(world, session.id)).meeting).toMatchObject({ state: 'deleted', joinUrl: null });
    await isDone(session.id);
  });
});

describe('a consultant with another Zoom user', () => {
  const OTHER = 'amelia.other@insight-serenity.example';
  const hostsAt = (id: string): string[] => meetingsOf(world, id).map(({ hostEmail }) => hostEmail);

  it('has the sessions to come held by it, and by the fallback when there is none; what is over stays', async () => {
    const client2 = await world.client({ credits: 3 });
    const [past, next, inPerson] = [
      await booked(world, { as: client2, startsAt: on(30, '09:00') }),
      await booked(world, { as: client2, startsAt: on(31, '09:00') }),
      await booked(world, { as: client2, startsAt: on(31, '13:30'), more: { mode: 'in_person' } }),
    ];
    await world.work();
    await atTime(on(30, '12:00'));
    const changed = async (zoomHost: string | null): Promise<void> => {
      await setConsultant(world, world.consultants.amelia, { zoomHost });
      await world.work();
    };
    try {
      await changed(OTHER);
      expect([hostsAt(past.id), hostsAt(next.id)]).toEqual([[AMELIA], [OTHER]]);
      expect(await linksTold(next.id, 1)).toEqual({ client: [false, true], consultant: [false, true] });
      await changed(null);
      expect([hostsAt(past.id), hostsAt(next.id)]).toEqual([[AMELIA], [FALLBACK]]);
      await changed(AMELIA);
      expect([hostsAt(past.id), hostsAt(next.id)]).toEqual([[AMELIA], [AMELIA]]);
      // Saved again, or changed otherwise: nothing is owed.
      const owed = (await outboxOf(world, next.id)).length;
      await setConsultant(world, world.consultants.amelia, {
        zoomHost: AMELIA.toUpperCase(),
        headline: 'Growth',
      });
      expect(await outboxOf(world, next.id)).toHaveLength(owed);
      expect(await outboxOf(world, inPerson.id)).toEqual([]);
      await isDone(next.id);
    } finally {
      await setConsultant(world, world.consultants.amelia, {
        zoomHost: AMELIA,
        headline: 'Growth and market entry',
      });
    }
  });
});
