import { type Document, ObjectId } from 'mongodb';

import { faultCase } from '../support/cases';
import { type Child, startChild, stopChildren } from '../support/child';
import { brokenInvariants, rowsOf } from '../support/invariants';
import { until } from '../support/until';
import { startWorld, type World } from '../support/world';

/** Real processes start slowly on a busy machine. */
const LONG = 600_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const AHEAD_MS = 20 * MINUTE_MS;
const BEHIND_MS = -10 * MINUTE_MS;
/** What a clock that is kept by the network may differ by, and a timetable set by it. */
const SLACK_MS = 10_000;

let world: World;
beforeAll(async () => {
  // Nobody moves it: but jobs of hours of the day are looked at every 15 s, so that one that stands still is seen.
  world = await startWorld('wrong-clock', { CLOCK: 'adjustable' });
}, LONG);
afterEach(async () => {
  await stopChildren();
  await world.work();
  expect(await brokenInvariants(world)).toEqual([]);
});
afterAll(async () => {
  await world.close();
});

const startWorker = (): Child => startChild('src/jobs/worker.ts', { ...process.env, LOG_LEVEL: 'info' });
const startWrong = (aheadMs: number): Child =>
  startChild('tests/support/wrongClock.ts', {
    ...process.env,
    LOG_LEVEL: 'info',
    CLOCK_AHEAD_MS: String(aheadMs),
  });

const native = async (name: string) =>
  (await import('../../src/platform/store')).nativeCollection<Document & { _id: ObjectId }>(
    world.payload,
    name,
  );

let people = 0;
/** Somebody registers, so that a mail is owed. @returns whether it has left */
async function register(): Promise<() => Promise<boolean>> {
  people += 1;
  const email = `clock-${people}@example.com`;
  const { status } = await world.api('POST', '/api/clients/register', {
    body: { email, password: 'Serenity-new-1', firstName: 'Ida', lastName: 'Moreau' },
  });
  expect(status).toBe(201);
  return () => Promise.resolve(world.mailbox.to(email).length > 0);
}

/** Rows of the timetable that are further away than their interval, or locked from the future. */
async function aheadOfTime(): Promise<string[]> {
  const { nextRun } = await import('../../src/jobs/nextRun');
  const at = new Date();
  return (await (await native('_agenda')).find().toArray())
    .filter(({ nextRunAt, lockedAt, repeatInterval }) => {
      const latest = nextRun(String(repeatInterval), at).getTime() + SLACK_MS;
      return (
        !nextRunAt || nextRunAt.getTime() > latest || (lockedAt?.getTime() ?? 0) > at.getTime() + SLACK_MS
      );
    })
    .map(({ name }) => String(name));
}
/** A job of an hour of the day is due, and is done although Agenda's clock does not come to it. */
async function expiryIsDone(): Promise<void> {
  const client = await world.client({ credits: 2 });
  const [lot] = await rowsOf(world, 'credit-grants', { client: new ObjectId(client.id) });
  const { moveClock } = await import('../../src/platform/adjustableClock');
  await moveClock(world.payload, 200 * DAY_MS);
  await (
    await native('_agenda')
  ).updateOne({ name: 'credit-expiration' }, [{ $set: { nextRunAt: { $subtract: ['$$NOW', MINUTE_MS] } } }]);
  await until(
    async () => (await rowsOf(world, 'transactions', { kind: 'expire', grant: lot?._id })).length > 0,
  );
}
const clockCheck = async () =>
  (await import('../../src/operations/health/checkClock')).checkClock(world.payload);

faultCase(
  35,
  'a worker 20 minutes ahead is killed: nobody else waits longer than an interval, and nothing is left of it',
  async () => {
    const wrong = startWrong(AHEAD_MS);
    await wrong.says('worker ready');
    const first = await register();
    await until(first);
    await until(async () => (await clockCheck()).state === 'degraded');
    expect((await clockCheck()).message).toMatch(
      /^the clock of worker \S+ differs from the database's by 1(199|200|201) s \(it is ahead\)/,
    );
    // What it writes, it writes by the database's time.
    const stamped = await rowsOf(world, 'messages', { state: 'sent' });
    expect(stamped.filter(({ sentAt }) => sentAt.getTime() > Date.now() + SLACK_MS)).toEqual([]);
    const held = world.mailbox.holdNext();
    await register();
    await held.arrived;
    wrong.process.kill('SIGKILL');
    await wrong.ended;
    held.release();
    const [inHand] = await rowsOf(world, 'messages', { state: 'queued', leaseToken: { $ne: null } });
    expect(inHand?.leaseUntil.getTime()).toBeLessThan(Date.now() + 5 * MINUTE_MS + SLACK_MS);
    // A release that knew of none of this has left the whole timetable in its own time.
    await (
      await native('_agenda')
    ).updateMany({}, [
      { $set: { nextRunAt: { $add: ['$$NOW', AHEAD_MS] }, lockedAt: { $add: ['$$NOW', AHEAD_MS] } } },
    ]);
    expect((await aheadOfTime()).length).toBeGreaterThan(5);

    const right = startWorker();
    await right.says('worker ready');
    expect(await aheadOfTime()).toEqual([]);
    await until(await register());
    // Once more while it runs: it need not be started anew.
    await (await native('_agenda')).updateMany({}, [{ $set: { nextRunAt: { $add: ['$$NOW', AHEAD_MS] } } }]);
    await until(async () => (await aheadOfTime()).length === 0);
    await expiryIsDone();
  },
  LONG,
);

faultCase(
  35,
  'a clock is set back by 10 minutes under load: the same worker goes on, and says what is wrong',
  async () => {
    await (await native('_workers')).deleteMany({});
    const worker = startWrong(0);
    await worker.says('worker ready');
    const before = await Promise.all(Array.from({ length: 5 }, register));
    worker.process.stdin.write(`${BEHIND_MS}\n`);
    await worker.says(`clock set ${BEHIND_MS}`);
    const during = await Promise.all(Array.from({ length: 5 }, register));
    for (const hasLeft of [...before, ...during]) await until(hasLeft);
    await expiryIsDone();
    await until(async () => (await clockCheck()).state === 'degraded');
    expect((await clockCheck()).message).toMatch(
      /differs from the database's by (599|600|601) s \(it is behind\)/,
    );
    expect(await aheadOfTime()).toEqual([]);
    worker.process.stdin.write('0\n');
    await worker.says('clock set 0');
    await until(async () => (await clockCheck()).state === 'ok');
    worker.process.kill('SIGTERM');
    expect((await worker.ended).code).toBe(0);
  },
  LONG,
);
