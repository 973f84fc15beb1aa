import { halvedCase } from '../support/cases';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { type Random } from '../support/random';
import { atTime, booked, type ConsultationBody, end, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';
import {
  AMELIA,
  bookingRow,
  countedCalls,
  CREATE,
  hurryZoom,
  KENJI,
  mailRowsOf,
  meetingsOf,
  moved,
  UPDATE,
} from '../support/zoomSide';

let world: World;
let ops: Person;
beforeAll(async () => {
  world = await startWorld('zoom-outage');
  ops = await world.staff('ops');
  await hurryZoom();
});
afterEach(async () => expect(await brokenInvariants(world)).toEqual([]));
afterAll(() => world.close());

const OPENED = 12;
const HOUR_S = 3600;
const STEP_S = 120;
const MAILS_S = 600;
/** Starts that do not touch each other, by the office at any hour. */
const HOURS = ['06:00', '07:30', '09:00', '10:30', '12:00', '13:30', '15:00', '16:30', '18:00'];
/** What is refused, by the parity of the seed: everything, or only what changes something. */
const WAYS = [
  ['nothing is answered', ['*']],
  ['what changes something is refused', ['POST /v2/*', 'PATCH /v2/*', 'DELETE /v2/*']],
] as const;

interface Life {
  session: ConsultationBody;
  isLive: boolean;
}

/** Sessions of one run, in a month of their own, and what happens to them. */
function livesOf(client: Person, random: Random, firstDay: number) {
  const lives: Life[] = [];
  const tally = { booked: 0, moved: 0, 'given away': 0, cancelled: 0 };
  const free = random.shuffled(
    Array.from({ length: 90 }, (_, index) =>
      on(firstDay + 4 + Math.floor(index / HOURS.length), HOURS[index % HOURS.length] ?? ''),
    ),
  );
  const open = async (): Promise<void> =>
    void lives.push({
      session: await booked(world, { as: ops, startsAt: free.shift() ?? '', more: { clientId: client.id } }),
      isLive: true,
    });

  async function something(): Promise<void> {
    const what = random.pick(['booked', 'moved', 'moved', 'given away', 'cancelled'] as const);
    tally[what] += 1;
    if (what === 'booked') return open();
    const life = random.pick(lives.filter(({ isLive }) => isLive));
    if (what === 'cancelled') {
      expect((await end(world, 'cancel', life.session, { as: ops })).status).toBe(200);
      life.isLive = false;
      return;
    }
    const { amelia, kenji } = world.consultants;
    const other = String((await bookingRow(world, life.session.id)).consultant) === amelia ? kenji : amelia;
    life.session = await moved(
      world,
      life.session,
      ops,
      what === 'moved' ? { startsAt: free.shift() } : { consultantId: other },
    );
  }
  return { lives, tally, open, something };
}

/**
 * One meeting at Zoom for a live session, at its time and with its host, whose link both sides were told
 * last; none for a cancelled one.
 */
async function expectOneEach(lives: readonly Life[]): Promise<void> {
  const hosts = { [world.consultants.amelia]: AMELIA, [world.consultants.kenji]: KENJI };
  for (const { session, isLive } of lives) {
    const { id } = session;
    const row = await bookingRow(world, id);
    const there = meetingsOf(world, id).map((meeting) => [
      String(meeting.id),
      meeting.startTime,
      meeting.hostEmail,
    ]);
    const owed = isLive
      ? [
          [
            row.meeting.meetingId,
            row.startsAt.toISOString().replace('.000', ''),
            hosts[String(row.consultant)],
          ],
        ]
      : [];
    expect([id, row.meeting.state, there]).toEqual([id, isLive ? 'ready' : 'deleted', owed]);
    if (!isLive) continue;
    const mails = (
      await mailRowsOf(world, id, {
        version: row.version,
        state: 'sent',
        template: { $ne: 'canceled-consultant' },
      })
    ).sort((a, b) => a.sentAt - b.sentAt);
    for (const side of ['client', 'consultant'])
      expect([
        id,
        side,
        String(mails.filter((mail) => mail[side]).at(-1)?.text).includes(row.meeting.joinUrl),
      ]).toEqual([id, side, true]);
  }
}

/** Three workers, as in production. */
async function workers(): Promise<void> {
  const { dispatchOutbox } = await import('../../src/jobs/queues');
  await Promise.all([1, 2, 3].map(() => dispatchOutbox(world.payload)));
}

let month = 0;

halvedCase(
  25,
  'an hour without Zoom ends with one meeting for each live booking, none for a cancelled one, and the budget whole',
  async ({ seed, random }) => {
    const [way, refused] = WAYS[seed % 2] ?? WAYS[0];
    const day = (month += 1) * 28;
    const began = Date.parse(on(day, '08:00'));
    const at = (seconds: number): Promise<void> => atTime(new Date(began + seconds * 1000));
    await world.control('zoom', '/_sim/faults/clear', {});
    await at(0);
    const { lives, tally, open, something } = livesOf(await world.client({ credits: 90 }), random, day);
    for (let count = 0; count < OPENED; count += 1) await open();
    await world.work();
    const [counted, all] = [countedCalls(world).length, world.zoom.state.calls.length];

    // The last answers are lost before there are none at all.
    await world.control('zoom', '/_sim/faults', { match: CREATE, afterEffect: 'disconnect', times: 1 });
    await world.control('zoom', '/_sim/faults', { match: UPDATE, afterEffect: 502, times: 1 });
    let mostAtOnce = 0;
    for (let second = 0; second < HOUR_S; second += STEP_S) {
      await at(second);
      if (second === STEP_S)
        for (const match of refused)
          await world.control('zoom', '/_sim/faults', {
            match,
            ...(random.int(0, 1) ? { status: 503 } : { timeout: 5 }),
            times: 1_000_000,
          });
      await something();
      const before = world.zoom.state.calls.length;
      await workers();
      if (second % MAILS_S === 0) await world.work();
      if (second >= STEP_S) mostAtOnce = Math.max(mostAtOnce, world.zoom.state.calls.length - before);
    }
    const asked = world.zoom.state.calls.length - all;
    expect(
      await rowsOf(world, 'cases', { kind: 'zoom-outage', createdAt: { $gte: new Date(began) } }),
    ).not.toEqual([]);

    await world.control('zoom', '/_sim/faults/clear', {});
    let minutes = 0;
    for (; minutes < 10 && (await rowsOf(world, 'outbox', { state: 'waiting' })).length > 0; minutes += 1) {
      await at(HOUR_S + minutes * 60);
      await workers();
      await world.work();
    }
    await expectOneEach(lives);

    const made = countedCalls(world).slice(counted);
    const failed = made.filter(
      ({ status, fault }) => fault !== undefined || status === null || status >= 400,
    );
    const budgets = await rowsOf(world, '_zoom_budget', { day: on(day, '').slice(0, 10) });
    expect(budgets.reduce((sum, { used }) => sum + Number(used), 0)).toBe(made.length + OPENED);
    expect(budgets.filter(({ used, retries }) => used >= 95 || retries > 20)).toEqual([]);
    // One asks for all at each of the growing pauses: what failed does not grow with the number of sessions.
    expect(failed.length).toBeLessThanOrEqual(20);
    expect(mostAtOnce).toBeLessThanOrEqual(16);
    const happened = Object.entries(tally)
      .map(([what, count]) => `${count} ${what}`)
      .join(', ');
    const spent = budgets
      .map(
        ({ host, used, retries }) =>
          `${String(host).split('@')[0]} ${used} of 100, ${retries} of them retries`,
      )
      .join('; ');
    console.log(
      `figure: an hour without Zoom (${way}, seed ${seed}): ${happened}; ${asked} calls, at ` +
        `most ${mostAtOnce} at once, ${failed.length} creates and updates failed; recovered in ${minutes} ` +
        `min; ${spent}`,
    );
  },
  180_000,
);
