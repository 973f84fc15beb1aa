import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
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

  it('that is set further away than its interval, or locked from the future, is told of with the cause', async () => {
    const agenda = await native('_agenda');
    await (await native('_job_runs')).insertOne({ _id: JOB, intervalMs: 5000 } as never);
    await agenda.updateOne({ name: JOB }, { $set: { nextRunAt: minutesAgo(-20) } });
    expect((await stateOf(JOB))?.problem).toBe(
      'is set 20 min too far into the future: a clock was wrong when it was set',
    );
    await agenda.updateOne({ name: JOB }, { $set: { nextRunAt: minutesAgo(0), lockedAt: minutesAgo(-20) } });
    expect((await stateOf(JOB))?.problem).toBe(
      'is locked from 20 min in the future: a clock was wrong when it was taken',
    );
  });

  it('that every worker polls is late when no run of it was noted for long, not while a worker is at it', async () => {
    await (await native('_agenda')).deleteMany({});
    const poll = { every: '5 seconds', intervalMs: 5000, isPolled: true, ok: true };
    const runs = await native('_job_runs');
    await runs.insertOne({ _id: JOB, ...poll } as never);
    expect(await stateOf(JOB)).toMatchObject({ every: '5 seconds', problem: null, lagMs: 0 });
    await runs.updateOne({ _id: JOB as never }, { $set: { endedAt: minutesAgo(10) } });
    expect((await stateOf(JOB))?.problem).toBe('is 9 min late');
    const running = { 'one:1': { worker: 'one:1', since: minutesAgo(9) } };
    await runs.updateOne({ _id: JOB as never }, { $set: { running } });
    expect(await stateOf(JOB)).toMatchObject({ problem: null, lagMs: 0 });
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

describe('a worker that is silent', () => {
  it('in the middle of a long run is told apart from one that is gone', async () => {
    const { checkWorker } = await import('../../src/operations/health/checkWorker');
    const [workers, runs] = [await native('_workers'), await native('_job_runs')];
    await workers.deleteMany({});
    await runs.deleteMany({});
    await workers.insertMany([
      { _id: 'busy:1', at: minutesAgo(3) },
      { _id: 'gone:1', at: minutesAgo(3) },
    ] as never[]);
    const running = { 'busy:1': { worker: 'busy:1', since: minutesAgo(4) } };
    await runs.insertOne({ _id: 'reconcile-payments', running } as never);
    expect(await checkWorker(world.payload)).toEqual({
      state: 'degraded',
      message:
        'no worker has been heard of for a minute; busy:1 was last heard of 3 min ago, in the middle of ' +
        'reconcile-payments',
    });
    await runs.deleteMany({});
    const { recordHeartbeat } = await import('../../src/platform/workers');
    await recordHeartbeat(world.payload, 'lives:1');
    expect(await checkWorker(world.payload)).toEqual({ state: 'ok', message: '1 alive' });
  });

  it('whose beat is from the future is not taken for alive', async () => {
    const { workersAlive } = await import('../../src/platform/workers');
    await (await native('_workers')).deleteMany({});
    await (await native('_workers')).insertOne({ _id: 'ahead:1', at: minutesAgo(-20) } as never);
    expect(await workersAlive(world.payload, 60_000)).toBe(0);
  });
});

describe('the clocks', () => {
  it("are compared with the database's: this process's and every living worker's, and named", async () => {
    const { checkClock } = await import('../../src/operations/health/checkClock');
    const workers = await native('_workers');
    await workers.deleteMany({});
    expect(await checkClock(world.payload)).toMatchObject({ state: 'ok' });
    const at = new Date();
    await workers.insertOne({ _id: 'one:1', at, aheadMs: -600_000 } as never);
    const found = await checkClock(world.payload, () => Date.now() + 1_200_000);
    expect(found).toEqual({
      state: 'degraded',
      message:
        "the clock of this process differs from the database's by 1200 s (it is ahead); the clock of worker one:1 " +
        "differs from the database's by 600 s (it is behind). All work by the database's: set the machine's clock " +
        'right.',
    });
  });
});

describe('a check', () => {
  it('that never answers ends in time under its own name, and makes no other late', async () => {
    const { oneCheck } = await import('../../src/operations/health/oneCheck');
    const never = new Promise<never>(() => undefined);
    const slow = oneCheck({ name: 'slow', onFailure: 'degraded', limitMs: 30 }, () => never);
    const quick = oneCheck({ name: 'quick', onFailure: 'down', limitMs: 60_000 }, () => ({
      state: 'ok',
      message: 'well',
    }));
    expect(await Promise.race([slow, quick])).toMatchObject({ name: 'quick', state: 'ok' });
    expect(await slow).toMatchObject({ name: 'slow', state: 'degraded', message: 'no answer within 0.03 s' });
  });

  it('that computes for long runs when all others have answered, so that its time is not theirs', async () => {
    const { runChecks } = await import('../../src/operations/health/runChecks');
    expect((await runChecks(world.payload, { outside: true })).at(-1)?.name).toBe('templates');
  });
});

describe('the web that runs', () => {
  let answer: { status: number; body: string } | null = null;
  let asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (answer) response.writeHead(answer.status).end(answer.body);
  });
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  const check = async (limitMs?: number) =>
    (await import('../../src/operations/health/checkWeb')).checkWeb(url, limitMs);
  const says = (status: string): string => JSON.stringify({ status, version: '0.1.0' });

  it.each([
    [200, says('ok'), 'ok', 'answers 200: ok, version 0.1.0'],
    [200, says('degraded'), 'degraded', 'answers 200: degraded, version 0.1.0'],
    [503, says('down'), 'down', 'answers 503: down, version 0.1.0'],
    [503, says('draining'), 'down', 'answers 503: draining, version 0.1.0'],
    [502, '<html>Bad Gateway</html>', 'down', 'answers 502, and not as this product does'],
    [200, '{"status":"fine"}', 'down', 'answers 200, and not as this product does'],
  ])('is asked at its address: %s %s is %s', async (status, body, state, words) => {
    asked = [];
    answer = { status, body };
    expect(await check()).toEqual({ state, message: `${url}/health ${words}` });
    expect(asked).toEqual(['/health']);
  });

  it('that hangs or is not there is told as down, in time and with the reason', async () => {
    answer = null;
    expect(await check(50)).toEqual({
      state: 'down',
      message: `${url}/health does not answer: no answer in time`,
    });
    const { checkWeb } = await import('../../src/operations/health/checkWeb');
    expect(await checkWeb('http://127.0.0.1:1')).toEqual({
      state: 'down',
      message: expect.stringMatching(/^http:\/\/127.0.0.1:1\/health does not answer: \w/),
    });
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
