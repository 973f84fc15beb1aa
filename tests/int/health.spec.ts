import { type Document, ObjectId } from 'mongodb';

import { rowsOf } from '../support/invariants';
import { atTime, booked, on } from '../support/steps';
import { startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld('health');
  await atTime(on(0, '08:00'));
});
afterAll(() => world.close());

const native = async (name: string) =>
  (await import('../../src/platform/store')).nativeCollection<Document & { _id: never }>(
    world.payload,
    name as never,
  );
const stateOf = async (name: string) =>
  (await import('../../src/operations/jobs/readJobs'))
    .readJobs(world.payload)
    .then((jobs) => jobs.find((job) => job.name === name));
const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

describe('a job', () => {
  const JOB = 'deliver-messages';
  beforeEach(async () => {
    await (await native('_agenda')).deleteMany({});
    await (await native('_job_runs')).deleteMany({});
    await (await native('_workers')).deleteMany({});
    await (
      await native('_agenda')
    ).insertOne({ name: JOB, nextRunAt: new Date(Date.now() + 5000), repeatInterval: '5 seconds' } as never);
    const { recordHeartbeat } = await import('../../src/platform/workers');
    await recordHeartbeat(world.payload, 'one:1');
  });

  it('that a living worker has been at for long is told of, with the worker; one of a dead worker is not', async () => {
    await (
      await native('_job_runs')
    ).insertOne({
      _id: JOB,
      ok: true,
      running: { 'one:1': { worker: 'one:1', since: minutesAgo(40) } },
    } as never);
    expect(await stateOf(JOB)).toMatchObject({
      problem: 'has been running for 40 min on one:1',
      runningSince: expect.any(String),
    });
    const { checkJobs } = await import('../../src/operations/health/checkWork');
    expect(await checkJobs(world.payload)).toMatchObject({
      state: 'degraded',
      message: `${JOB} has been running for 40 min on one:1`,
    });
    await (await native('_workers')).updateOne({ _id: 'one:1' as never }, { $set: { at: minutesAgo(5) } });
    expect(await stateOf(JOB)).toMatchObject({ problem: null, runningSince: null });
    expect(await checkJobs(world.payload)).toMatchObject({ state: 'ok' });
  });

  it('without a next run is told of', async () => {
    await (await native('_agenda')).updateOne({ name: JOB }, { $set: { nextRunAt: null } });
    expect(await stateOf(JOB)).toMatchObject({ problem: 'has no next run' });
  });

  it('of a process that bore the same name before is forgotten at the start', async () => {
    await (
      await native('_job_runs')
    ).insertOne({
      _id: JOB,
      ok: true,
      running: { 'one:1': { worker: 'one:1', since: minutesAgo(40) } },
    } as never);
    const { forgetRuns } = await import('../../src/platform/jobRuns');
    await forgetRuns(world.payload, 'one:1');
    expect(await stateOf(JOB)).toMatchObject({ problem: null });
  });
});

describe('a worker', () => {
  it('that stops is not counted from then on; one that died is forgotten after a day', async () => {
    const { startHeartbeat } = await import('../../src/jobs/heartbeat');
    const workers = await native('_workers');
    await workers.deleteMany({});
    await workers.insertMany([
      { _id: 'dead:1', at: minutesAgo(25 * 60) },
      { _id: 'silent:1', at: minutesAgo(5) },
    ] as never[]);
    const stop = startHeartbeat(world.payload, 'lives:1');
    await stop();
    const { forgetDeadWorkers } = await import('../../src/platform/workers');
    await forgetDeadWorkers(world.payload);
    expect((await workers.find().toArray()).map(({ _id }) => String(_id))).toEqual(['silent:1']);
  });
});

describe('the backlog', () => {
  it('names a queue whose work has been due for long, and only that', async () => {
    const { checkBacklog } = await import('../../src/operations/health/checkWork');
    await world.work();
    expect(await checkBacklog(world.payload)).toMatchObject({ state: 'ok' });
    await booked(world, {
      as: await world.client({ credits: 1 }),
      startsAt: on(7, '09:00'),
      more: { mode: 'in_person' },
    });
    await atTime(on(0, '08:05'));
    expect(await checkBacklog(world.payload)).toMatchObject({ state: 'ok' });
    await atTime(on(0, '08:40'));
    expect(await checkBacklog(world.payload)).toMatchObject({
      state: 'degraded',
      message: expect.stringMatching(/^\d mails due, the oldest for 40 min$/),
    });
    await world.work();
    expect(await checkBacklog(world.payload)).toMatchObject({ state: 'ok' });
    expect(await rowsOf(world, 'messages', { state: 'queued' })).toEqual([]);
  });
});

describe('the surroundings', () => {
  it('are told: published words that no longer render, the environment, the disk, the zone data', async () => {
    const { checkTemplates } = await import('../../src/operations/health/checkTemplates');
    const { checkDisk, checkEnvironment, checkZoneData } =
      await import('../../src/operations/health/checkSurroundings');
    const templates = await native('email-templates');
    expect(await checkTemplates(world.payload)).toMatchObject({ state: 'ok' });
    const { defaultTemplate } = await import('../../src/emails/defaults');
    const _id = new ObjectId();
    // As an earlier release allowed it.
    await templates.deleteMany({ key: 'started' });
    await templates.insertOne({
      _id: _id as never,
      key: 'started',
      ...defaultTemplate('started'),
      subject: '{{gone}} has started',
      _status: 'published',
      createdAt: new Date(),
      updatedAt: new Date(),
    });
    expect(await checkTemplates(world.payload)).toMatchObject({
      state: 'degraded',
      message: expect.stringMatching(/^started: The subject: there is no variable gone/),
    });
    await templates.deleteOne({ _id: _id as never });
    expect(checkEnvironment()).toMatchObject({ state: 'ok' });
    expect(() => checkEnvironment({ ...process.env, SMTP_PORT: 'x' })).toThrow('SMTP_PORT is malformed');
    expect((await checkDisk()).message).toMatch(/^\d+ % free/);
    const { node, tz } = process.versions;
    const year = Number(tz?.slice(0, 4));
    const inTime = new Date(Date.UTC(year, 11, 1));
    expect(checkZoneData(inTime)).toEqual({ state: 'ok', message: `${tz}, of Node ${node}` });
    expect(checkZoneData(new Date(Date.UTC(year + 1, 11, 1)))).toEqual({
      state: 'degraded',
      message: `the zone data ${tz} are older than a year: install a newer Node`,
    });
    const { runChecks } = await import('../../src/operations/health/runChecks');
    const checks = await runChecks(world.payload, { outside: true });
    expect(checks.map(({ name }) => name)).toContain('zone data');
  });
});
