import { brokenInvariants, rowsOf } from '../support/invariants';
import { atTime, booked, on } from '../support/steps';
import { type Person, startWorld, type World } from '../support/world';
import {
  AMELIA,
  bookingRow,
  countedCalls,
  CREATE,
  FALLBACK,
  mailRowsOf,
  meetingsOf,
  moved,
  outboxOf,
} from '../support/zoomSide';

let world: World;
let client: Person;
let ops: Person;
let day = 0;
beforeAll(async () => {
  world = await startWorld('zoom-budget');
  await atTime(on(0, '08:00'));
  client = await world.client({ credits: 60 });
  ops = await world.staff('ops');
});
// Each test has a day of its own, and so a budget of its own.
beforeEach(() => atTime(on((day += 1), '08:00')));
afterEach(async () => expect(await brokenInvariants(world)).toEqual([]));
afterAll(() => world.close());

const today = (): string => on(day, '').slice(0, 10);
const budgetOf = async (host: string) =>
  (await rowsOf(world, '_zoom_budget', { _id: `${host} ${today()}` as never }))[0];
/** By the office: on weekends as well. */
const bookedBy = (startsAt: string) => booked(world, { as: ops, startsAt, more: { clientId: client.id } });
/** So many calls of today are spent already. */
async function spend(host: string, used: number, retries = 0): Promise<void> {
  const { nativeCollection } = await import('../../src/platform/store');
  await nativeCollection<{ _id: string }>(world.payload, '_zoom_budget').updateOne(
    { _id: `${host} ${today()}` },
    { $set: { host, day: today(), used, retries, createdAt: new Date() } },
    { upsert: true },
  );
}
const call = async (over: object = {}): Promise<boolean> => {
  const { spendCall } = await import('../../src/consultations/meetings/callBudget');
  return spendCall(world.payload, {
    host: AMELIA,
    isRetry: false,
    sessionStartsAt: new Date(on(day + 20, '09:00')),
    ...over,
  });
};
const grants = async (count: number, over: object = {}): Promise<number> =>
  (await Promise.all(Array.from({ length: count }, () => call(over)))).filter(Boolean).length;

describe("a host's day", () => {
  it('gives 95 calls to however many ask at once, and tells staff once at 80', async () => {
    expect(await grants(150)).toBe(95);
    expect(await budgetOf(AMELIA)).toMatchObject({ used: 95, retries: 0 });
    expect(await rowsOf(world, 'cases', { key: `zoom-budget:${AMELIA}:${today()}` })).toMatchObject([
      { kind: 'zoom-budget', state: 'open', facts: { used: 80 } },
    ]);
    expect(await call({ host: FALLBACK })).toBe(true);
  });

  it('gives 20 of them to retries, and none once 75 are used', async () => {
    expect(await grants(60, { isRetry: true })).toBe(20);
    expect(await call()).toBe(true);
    await spend(AMELIA, 75, 3);
    expect([await call({ isRetry: true }), await call()]).toEqual([false, true]);
  });

  it('lets a session that begins within two hours retry with what is kept back', async () => {
    await spend(AMELIA, 90, 20);
    const soon = { isRetry: true, sessionStartsAt: new Date(on(day, '09:30')) };
    expect([await call({ isRetry: true }), await call(soon)]).toEqual([false, true]);
    await spend(AMELIA, 95, 21);
    expect(await call(soon)).toBe(false);
  });
});

describe('a booking', () => {
  it('counts its call before Zoom is asked, also when Zoom refuses', async () => {
    await world.control('zoom', '/_sim/faults', { match: CREATE, status: 500, times: 1 });
    await bookedBy(on(day + 10, '09:00'));
    await world.work();
    expect(await budgetOf(AMELIA)).toMatchObject({ used: 1, retries: 0 });
    await atTime(new Date(Date.parse(on(day, '08:00')) + 10_000));
    await world.work();
    expect(await budgetOf(AMELIA)).toMatchObject({ used: 2, retries: 1 });
    expect(await rowsOf(world, '_circuits')).toMatchObject([{ closedAt: expect.any(Date) }]);
  });

  it('is held by the fallback host when its own has no call left', async () => {
    await spend(AMELIA, 95);
    const { id } = await bookedBy(on(day + 10, '09:00'));
    await world.work();
    expect((await bookingRow(world, id)).meeting).toMatchObject({ state: 'ready', host: FALLBACK });
    expect([(await budgetOf(AMELIA))?.used, (await budgetOf(FALLBACK))?.used]).toEqual([95, 1]);
  });

  it('is held by the fallback host when Zoom says that the day of its own is spent', async () => {
    world.zoom.state.dailyCalls[`${AMELIA} ${today()}`] = 100;
    const [one, two] = [await bookedBy(on(day + 10, '09:00')), await bookedBy(on(day + 10, '10:30'))];
    const calls = countedCalls(world).length;
    await world.work();
    for (const { id } of [one, two])
      expect((await bookingRow(world, id)).meeting).toMatchObject({ state: 'ready', host: FALLBACK });
    expect(
      countedCalls(world)
        .slice(calls)
        .map(({ status }) => status),
    ).toEqual([429, 201, 201]);
    expect(await rowsOf(world, 'cases', { key: `zoom-budget:${AMELIA}:${today()}` })).toHaveLength(1);
  });

  it('waits for midnight UTC when nobody has a call left, asks nobody before, and loses no try', async () => {
    for (const host of [AMELIA, FALLBACK]) await spend(host, 95);
    const { id } = await bookedBy(on(day + 10, '09:00'));
    const calls = countedCalls(world).length;
    await world.work();
    expect(await outboxOf(world, id)).toMatchObject([
      {
        state: 'waiting',
        attempts: 0,
        dueAt: new Date(on(day + 1, '00:00')),
        error: expect.stringContaining('daily limit'),
      },
    ]);
    // Zoom coming back after an outage hastens others, not this one.
    await world.control('zoom', '/_sim/faults', { match: 'DELETE /v2/meetings/*', status: 500, times: 1 });
    const other = (await rowsOf(world, 'consultations', { 'meeting.state': 'ready' }))[0];
    await world.api('POST', `/api/consultations/${other?._id}/cancel`, {
      as: client,
      body: { expectedVersion: other?.version, reason: 'Off' },
    });
    await world.work();
    await atTime(on(day, '08:10'));
    await world.work();
    expect((await outboxOf(world, id))[0]?.dueAt).toEqual(new Date(on(day + 1, '00:00')));
    expect(countedCalls(world)).toHaveLength(calls);
    await atTime(on((day += 1), '00:00'));
    await world.work();
    expect((await bookingRow(world, id)).meeting.state).toBe('ready');
    expect(meetingsOf(world, id)).toHaveLength(1);
  });

  it('that begins before midnight is asked for again two hours before', async () => {
    for (const host of [AMELIA, FALLBACK]) await spend(host, 80, 20);
    await world.control('zoom', '/_sim/faults', { match: CREATE, status: 500, times: 1 });
    const { id } = await bookedBy(on(day, '15:00'));
    await world.work();
    await atTime(on(day, '08:01'));
    await world.work();
    expect((await outboxOf(world, id))[0]?.dueAt).toEqual(new Date(on(day, '13:00')));
    await atTime(on(day, '13:00'));
    await world.work();
    expect((await bookingRow(world, id)).meeting.state).toBe('ready');
  });

  it('moved when its host has no call left keeps a good link, and Zoom learns the time after midnight', async () => {
    const session = await bookedBy(on(day + 10, '09:00'));
    await world.work();
    await spend(AMELIA, 95);
    await moved(world, session, ops, { startsAt: on(day + 10, '10:30') });
    await world.work();
    const { meeting } = await bookingRow(world, session.id);
    expect(meeting.state).toBe('ready');
    const mails = await mailRowsOf(world, session.id, { version: 2, state: 'sent' });
    expect(mails.map(({ text }) => String(text).includes(meeting.joinUrl))).toEqual([true, true]);
    await atTime(on((day += 1), '00:00'));
    await world.work();
    expect(meetingsOf(world, session.id)).toMatchObject([
      { startTime: on(day + 9, '10:30').replace('.000', '') },
    ]);
  });
});
