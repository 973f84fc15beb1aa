import { type SimMeeting } from '../../simulators/zoom/state';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, booked, type ConsultationBody, end, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';

const CREATE = 'POST /v2/users/*/meetings';
const SECOND = 1000;

let world: World;
let client: Person;
beforeAll(async () => {
  world = await startWorld('meetings');
  await atTime(on(0, '08:00'));
  client = await world.client({ credits: 60 });
});
afterEach(() => atTime(on(0, '08:00')));
afterAll(() => world.close());

const later = (seconds: number): Promise<void> =>
  atTime(new Date(Date.parse(on(0, '08:00')) + seconds * SECOND));
const stored = (id: string) =>
  world.payload.findByID({ collection: 'consultations', id, depth: 0, overrideAccess: true });
/** Zoom's meetings of a booking that are still there. */
const meetingsOf = (id: string): SimMeeting[] =>
  world.zoom.state.meetings.filter(({ agenda, deletedAt }) => agenda.includes(id) && !deletedAt);
const outboxOf = (subject: string) => rowsOf(world, 'outbox', { subject });
const mailsTo = (person: Pick<Person, 'email'>) => world.mailbox.to(person.email);

describe('Zoom is down', () => {
  it('the booking stands, the mail goes without the link, and the link follows with a second mail', async () => {
    const own = await world.client({ credits: 1 });
    await world.control('zoom', '/_sim/faults', { match: CREATE, status: 503, times: 2 });
    const { id } = await booked(world, { as: own, startsAt: on(1, '09:00') });
    await world.work();
    expect(await stored(id)).toMatchObject({ status: 'booked', meeting: { state: 'pending' } });
    expect(await outboxOf(id)).toMatchObject([{ state: 'waiting', attempts: 1, error: expect.any(String) }]);
    expect(mailsTo(own)).toEqual([]);

    await later(16);
    await world.work();
    expect(mailsTo(own)).toHaveLength(1);
    expect(mailsTo(own)[0]?.text).not.toContain('/j/');

    await later(60);
    await world.work();
    const { meeting } = await stored(id);
    expect(meeting?.state).toBe('ready');
    expect(mailsTo(own)).toHaveLength(2);
    expect(mailsTo(own)[1]?.text).toContain(meeting?.joinUrl);
    expect(meetingsOf(id)).toHaveLength(1);
    expect(await outboxOf(id)).toMatchObject([{ state: 'done', error: null }]);
  });

  it('and says when to come back: nobody asks before', async () => {
    await world.control('zoom', '/_sim/faults', { match: CREATE, status: 429, times: 1, retryAfter: '300' });
    const { id } = await booked(world, { as: client, startsAt: on(1, '10:30') });
    await world.work();
    const [row] = await outboxOf(id);
    expect(row?.dueAt).toEqual(new Date(Date.parse(on(0, '08:00')) + 300 * SECOND));
    await later(299);
    await world.work();
    expect(meetingsOf(id)).toEqual([]);
    await later(300);
    await world.work();
    expect(meetingsOf(id)).toHaveLength(1);
  });
});

describe('a meeting is made once', () => {
  it.each([
    ['the connection is lost', { afterEffect: 'disconnect' }],
    ['a gateway answers 502', { afterEffect: 502 }],
  ])('although %s after Zoom has made it', async (_what, fault) => {
    await world.control('zoom', '/_sim/faults', { match: CREATE, times: 1, ...fault });
    const startsAt = fault.afterEffect === 502 ? on(2, '09:00') : on(2, '10:30');
    const { id } = await booked(world, { as: client, startsAt });
    await world.work();
    expect([meetingsOf(id).length, (await stored(id)).meeting?.state]).toEqual([1, 'pending']);
    await later(10);
    await world.work();
    expect(meetingsOf(id)).toHaveLength(1);
    expect((await stored(id)).meeting).toMatchObject({
      state: 'ready',
      meetingId: String(meetingsOf(id)[0]?.id),
    });
  });

  it('by two workers at once', async () => {
    const sessions = [
      await booked(world, { as: client, startsAt: on(3, '09:00') }),
      await booked(world, { as: client, startsAt: on(3, '10:30') }),
    ];
    const { dispatchOutbox } = await import('../../src/jobs/queues');
    await Promise.all([1, 2, 3].map(() => dispatchOutbox(world.payload)));
    for (const { id } of sessions) expect(meetingsOf(id)).toHaveLength(1);
  });

  it('with a token that was withdrawn meanwhile', async () => {
    await world.control('zoom', '/_sim/tokens/withdraw', {});
    const { id } = await booked(world, { as: client, startsAt: on(3, '13:30') });
    await world.work();
    expect((await stored(id)).meeting?.state).toBe('ready');
  });
});

describe('the meeting', () => {
  it("has a waiting room, a passcode and cloud recording, our mark, and no word of the client's", async () => {
    const { id } = await booked(world, {
      as: client,
      startsAt: on(4, '09:00'),
      more: { topic: 'Layoffs in March', notes: 'Confidential' },
    });
    await world.work();
    const [meeting] = meetingsOf(id);
    expect(meeting).toMatchObject({
      startTime: on(4, '09:00').replace('.000', ''),
      duration: 60,
      settings: { waiting_room: true, auto_recording: 'cloud' },
    });
    expect(meeting?.password).toMatch(/.{6,}/);
    expect(JSON.stringify(meeting)).not.toMatch(/Layoffs|Confidential/);
  });

  it('is held by the fallback host where the consultant cannot', async () => {
    const setHost = (zoomHost: string): Promise<unknown> =>
      world.payload.update({
        collection: 'consultants',
        id: world.consultants.amelia,
        data: { zoomHost },
        overrideAccess: true,
      });
    for (const [index, host] of [
      'nohost@insight-serenity.example',
      'unlicensed@insight-serenity.example',
    ].entries()) {
      await setHost(host);
      const { id } = await booked(world, { as: client, startsAt: on(7, index === 0 ? '09:00' : '10:30') });
      await world.work();
      expect((await stored(id)).meeting).toMatchObject({
        state: 'ready',
        host: 'meetings@insight-serenity.example',
      });
      expect(meetingsOf(id)).toMatchObject([{ hostEmail: 'meetings@insight-serenity.example' }]);
    }
    await setHost('amelia.hart@insight-serenity.example');
    // The sessions to come go back to her host.
    await world.work();
  });

  it("leaves no host's start link anywhere", async () => {
    for (const collection of ['consultations', 'outbox', 'messages', 'audit-log', '_idempotency']) {
      expect(JSON.stringify(await rowsOf(world, collection))).not.toMatch(/zak=|start_url/);
    }
    expect(JSON.stringify(world.mailbox.mails.map(({ text, html }) => [text, html]))).not.toContain('zak=');
  });
});

describe('a cancelled session', () => {
  const cancel = (session: ConsultationBody) => end(world, 'cancel', session, { as: client });
  const isGone = async (id: string): Promise<void> => {
    expect(meetingsOf(id)).toEqual([]);
    expect((await stored(id)).meeting).toMatchObject({ state: 'deleted', joinUrl: null, passcode: null });
    expect((await outboxOf(id)).map(({ state }) => state)).not.toContain('dead');
    expect((await outboxOf(id)).every(({ state }) => state === 'done')).toBe(true);
  };

  it('has its meeting deleted', async () => {
    const session = await booked(world, { as: client, startsAt: on(8, '09:00') });
    await world.work();
    expect(meetingsOf(session.id)).toHaveLength(1);
    await cancel(session);
    await world.work();
    await isGone(session.id);
  });

  it('is none the worse when somebody deleted the meeting at Zoom before', async () => {
    const session = await booked(world, { as: client, startsAt: on(8, '10:30') });
    await world.work();
    await world.control('zoom', `/_sim/meetings/${meetingsOf(session.id)[0]?.id}/events`, {
      type: 'deleted',
    });
    await cancel(session);
    await world.work();
    await isGone(session.id);
  });

  it('before the worker came to it never has a meeting', async () => {
    const session = await booked(world, { as: client, startsAt: on(8, '13:30') });
    await cancel(session);
    await world.work();
    expect(world.zoom.state.meetings.filter(({ agenda }) => agenda.includes(session.id))).toEqual([]);
    await isGone(session.id);
  });

  it('between a lost answer and the next try leaves no orphan', async () => {
    await world.control('zoom', '/_sim/faults', { match: CREATE, afterEffect: 'disconnect', times: 1 });
    const session = await booked(world, { as: client, startsAt: on(9, '09:00') });
    await world.work();
    expect(meetingsOf(session.id)).toHaveLength(1);
    await cancel(session);
    await later(30);
    await world.work();
    await isGone(session.id);
  });

  it.each(['before', 'after'] as const)(
    'while Zoom makes the meeting, its own clearing done just %s, leaves no orphan',
    async (when) => {
      const session = await booked(world, {
        as: client,
        startsAt: on(9, when === 'before' ? '10:30' : '13:30'),
      });
      const { setZoomProvider, zoomProvider } = await import('../../src/integrations/zoom/provider');
      const { dispatchOutbox } = await import('../../src/jobs/queues');
      const real = zoomProvider();
      const cancelMeanwhile = async (): Promise<void> => {
        await cancel(session);
        // Another worker does the cancellation's own row while this one waits for Zoom.
        await dispatchOutbox(world.payload);
      };
      setZoomProvider({
        ...real,
        createMeeting: async (input) => {
          if (when === 'before') await cancelMeanwhile();
          const meeting = await real.createMeeting(input);
          if (when === 'after') await cancelMeanwhile();
          return meeting;
        },
      });
      try {
        await world.work();
      } finally {
        setZoomProvider(undefined);
      }
      await world.work();
      await isGone(session.id);
    },
  );

  it('with Zoom down is cancelled at once, and the meeting goes when Zoom is back', async () => {
    const session = await booked(world, { as: client, startsAt: on(10, '09:00') });
    await world.work();
    await world.control('zoom', '/_sim/faults', { match: 'DELETE /v2/meetings/*', status: 500, times: 1 });
    expect((await cancel(session)).body.consultation.status).toBe('cancelled');
    await world.work();
    expect(meetingsOf(session.id)).toHaveLength(1);
    await later(10);
    await world.work();
    await isGone(session.id);
  });
});

describe('after all of this', () => {
  it('wallets, ledger, holds, claims and bookings agree', async () => {
    expect(await brokenInvariants(world)).toEqual([]);
  });
});
