import { type Document, ObjectId } from 'mongodb';

import { rowsOf } from '../support/invariants';
import { atTime, on } from '../support/steps';
import { startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld('wrong-time');
  await atTime(on(0, '08:00'));
});
afterAll(() => world.close());

const MINUTE_MS = 60_000;
const native = async (name: string) =>
  (await import('../../src/platform/store')).nativeCollection<Document & { _id: ObjectId }>(
    world.payload,
    name,
  );
const minutes = (count: number): Date => new Date(Date.parse(on(0, '08:00')) + count * MINUTE_MS);

describe('rows that a clock 20 minutes ahead has written', () => {
  const heal = async () => {
    const { healQueue } = await import('../../src/platform/healQueue');
    const { outboxQueue } = await import('../../src/platform/outbox');
    return healQueue(world.payload, outboxQueue);
  };
  const row = (key: string, more: Record<string, unknown>) => ({
    _id: new ObjectId(),
    ...{ key, kind: 'meeting.sync', subject: '0'.repeat(24), state: 'waiting', attempts: 0 },
    ...{
      dueAt: minutes(0),
      updatedAt: minutes(0),
      createdAt: minutes(0),
      leaseToken: null,
      leaseUntil: null,
    },
    ...more,
  });
  const stored = async (key: string) => (await rowsOf(world, 'outbox', { key }))[0];

  it('wait for as long as was meant, are held no longer than a lease lasts; others stay as they are', async () => {
    const outbox = await native('outbox');
    await outbox.insertMany([
      row('due-at-once', { dueAt: minutes(20), updatedAt: minutes(20) }),
      row('due-later', { dueAt: minutes(27), updatedAt: minutes(20) }),
      row('held', { leaseToken: 'theirs', leaseUntil: minutes(24), updatedAt: minutes(0) }),
      row('right', { dueAt: minutes(27) }),
      row('right-and-held', { leaseToken: 'ours', leaseUntil: minutes(4) }),
      row('over', { state: 'done', dueAt: minutes(20), updatedAt: minutes(20) }),
    ]);
    const untouched = await rowsOf(world, 'outbox', { key: { $in: ['right', 'right-and-held', 'over'] } });
    expect(await heal()).toBe(3);
    expect(await stored('due-at-once')).toMatchObject({ dueAt: minutes(0), updatedAt: minutes(0) });
    expect(await stored('due-later')).toMatchObject({ dueAt: minutes(7), updatedAt: minutes(0) });
    expect(await stored('held')).toMatchObject({ leaseToken: 'theirs', leaseUntil: minutes(4) });
    expect(await rowsOf(world, 'outbox', { key: { $in: ['right', 'right-and-held', 'over'] } })).toEqual(
      untouched,
    );
    expect(await heal()).toBe(0);
    await outbox.deleteMany({});
  });
});

describe('the timetable', () => {
  const EVERY = new Map([
    ['consultation-clock', '*/5 * * * *'],
    ['credit-expiration', '0 2 * * *'],
  ]);
  const mend = async () => (await import('../../src/jobs/mendTimetable')).mendTimetable(world.payload, EVERY);
  const rowOf = async (name: string) => (await native('_agenda')).findOne({ name });
  const write = async (name: string, more: Record<string, unknown>): Promise<void> => {
    await (
      await native('_agenda')
    ).updateOne({ name }, { $set: { lockedAt: null, ...more } }, { upsert: true });
  };
  const fromNow = (ms: number): Date => new Date(Date.now() + ms);
  const next = async (name: string): Promise<Date> =>
    (await import('../../src/jobs/nextRun')).nextRun(EVERY.get(name) ?? '', new Date());
  beforeEach(async () => {
    await (await native('_agenda')).deleteMany({});
    for (const name of EVERY.keys()) await write(name, { nextRunAt: await next(name) });
  });

  it('that is right stays as it is', async () => {
    const before = await (await native('_agenda')).find().toArray();
    expect(await mend()).toEqual({ missed: [], absent: [] });
    expect(await (await native('_agenda')).find().toArray()).toEqual(before);
  });

  it('is set anew where a time is further away than the interval, or a lock is from the future', async () => {
    await write('consultation-clock', { nextRunAt: fromNow(20 * MINUTE_MS) });
    await write('credit-expiration', { nextRunAt: fromNow(-1000), lockedAt: fromNow(20 * MINUTE_MS) });
    expect(await mend()).toEqual({ missed: [], absent: [] });
    expect((await rowOf('consultation-clock'))?.nextRunAt).toEqual(await next('consultation-clock'));
    expect(await rowOf('credit-expiration')).toMatchObject({
      nextRunAt: await next('credit-expiration'),
      lockedAt: null,
    });
  });

  it('gives what was missed to one of the workers that look at once; not what another has in hand', async () => {
    await write('consultation-clock', { nextRunAt: fromNow(-MINUTE_MS) });
    await write('credit-expiration', { nextRunAt: fromNow(-MINUTE_MS), lockedAt: fromNow(-10_000) });
    const found = await Promise.all([mend(), mend(), mend(), mend()]);
    expect(found.flatMap(({ missed }) => missed)).toEqual(['consultation-clock']);
    expect((await rowOf('credit-expiration'))?.nextRunAt.getTime()).toBeLessThan(Date.now());
  });

  it('tells a job that has no next run, or no row', async () => {
    await write('consultation-clock', { nextRunAt: null });
    await (await native('_agenda')).deleteOne({ name: 'credit-expiration' });
    expect(await mend()).toEqual({ missed: ['consultation-clock'], absent: ['credit-expiration'] });
  });
});

describe('a turn at Zoom that was taken by a clock 20 minutes ahead', () => {
  it('is taken over: it lasts longer than any that is given', async () => {
    const { whenItsTurn } = await import('../../src/consultations/meetings/oneAtATime');
    await (
      await native('_meeting_turns')
    ).insertOne({
      _id: 'a-booking' as never,
      token: 'theirs',
      until: minutes(24),
    });
    let isDone = false;
    await whenItsTurn(world.payload, { subject: 'a-booking' } as never, async () => {
      isDone = true;
      return Promise.resolve();
    });
    expect(isDone).toBe(true);
  });
});
