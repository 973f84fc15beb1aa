import { type OutboxRow } from '../../src/platform/outbox';
import { rowsOf } from '../support/invariants';
import { atTime, on } from '../support/steps';
import { startWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => void (world = await startWorld('circuit')));
afterAll(() => world.close());

let names = 0;
let name = '';
let at = 0;
const clock = (seconds: number): Promise<void> =>
  atTime(new Date(Date.parse(on(0, '08:00')) + (at = seconds) * 1000));
beforeEach(async () => {
  name = `provider-${(names += 1)}`;
  await clock(0);
});
const circuit = () => import('../../src/platform/circuit');
const inLine = (waiting: number) => () => Promise.resolve(waiting);
const enter = async (waiting = 1) => (await circuit()).enterCircuit(world.payload, name, inLine(waiting));
/** Looked, and found that it does not answer. @returns seconds until the next look */
const looked = async (waiting: number): Promise<number> =>
  ((await (await circuit()).noteLook(world.payload, name, inLine(waiting))).getTime() -
    Date.parse(on(0, '08:00'))) /
    1000 -
  at;
const fail = async (retryAfterSeconds = 0, answersLooks = false) =>
  (await circuit()).openCircuit(world.payload, name, { retryAfterSeconds, answersLooks });
const close = async () => (await circuit()).closeCircuit(world.payload, name);
/** After so many seconds from now the next one may ask. */
async function pauseLasts(waiting = 1): Promise<number> {
  const { until } = await enter(waiting);
  return ((until?.getTime() ?? NaN) - Date.parse(on(0, '08:00'))) / 1000 - at;
}

describe('a provider that is down', () => {
  it('is asked by everybody while it answers', async () => {
    expect(await enter()).toEqual({ mayAsk: true, isProbe: false });
  });

  it('is asked by nobody for a pause that doubles, up to five minutes', async () => {
    const pauses: number[] = [];
    for (let failure = 0; failure < 9; failure += 1) {
      await fail();
      pauses.push(await pauseLasts());
      await clock(at + (pauses.at(-1) ?? 0));
      expect(await enter()).toMatchObject({ isProbe: true });
    }
    expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300]);
  });

  it.each([
    [1, 300],
    [2, 150],
    [5, 60],
    [20, 15],
    [97, 15],
    [10_000, 15],
  ])('with %s in line is looked at after %s s, by one of them, again and again', async (waiting, pause) => {
    for (let failure = 0; failure < 9; failure += 1) await fail();
    expect(await pauseLasts()).toBe(300);
    expect(await pauseLasts(waiting)).toBe(pause);
    await clock(pause);
    const isEarly = pause < 300;
    const passages = await Promise.all(Array.from({ length: 20 }, () => enter(waiting)));
    expect(passages.filter(({ mayAsk }) => mayAsk)).toEqual([
      { mayAsk: true, isProbe: true, ...(isEarly ? { isEarly } : {}) },
    ]);
    if (!isEarly) return;
    expect(await looked(waiting)).toBe(Math.min(pause, 300 - at));
    // The pause itself goes on as it was: at its end somebody asks, whatever looks have found.
    await clock(300);
    expect(await enter(waiting)).toEqual({ mayAsk: true, isProbe: true });
  });

  it('is not looked at before it said, nor while somebody looks, nor when looks have told nothing', async () => {
    for (let failure = 0; failure < 9; failure += 1) await fail(200);
    expect(await pauseLasts(97)).toBe(200);
    await clock(200);
    expect(await enter(97)).toMatchObject({ isEarly: true });
    expect((await enter(97)).mayAsk).toBe(false);
    // It answered the look, and then not what was asked.
    await fail(0, true);
    expect(await pauseLasts(97)).toBe(300);
    await clock(500);
    expect(await enter(97)).toEqual({ mayAsk: true, isProbe: true });
  });

  it('whose look dies is looked at by another a minute later', async () => {
    for (let failure = 0; failure < 9; failure += 1) await fail();
    await clock(15);
    expect(await enter(97)).toMatchObject({ isEarly: true });
    await clock(74);
    expect((await enter(97)).mayAsk).toBe(false);
    await clock(75);
    expect(await enter(97)).toMatchObject({ isEarly: true });
  });

  it('is asked by one of all who come after the pause; when that one dies, by another a minute later', async () => {
    await fail();
    await clock(5);
    const passages = await Promise.all(Array.from({ length: 20 }, () => enter()));
    expect(passages.filter(({ mayAsk }) => mayAsk)).toEqual([{ mayAsk: true, isProbe: true }]);
    await clock(64);
    expect((await enter()).mayAsk).toBe(false);
    await clock(65);
    expect(await enter()).toEqual({ mayAsk: true, isProbe: true });
  });

  it('is not asked before it said, whatever others meet meanwhile', async () => {
    await fail(300);
    await fail();
    expect(await pauseLasts()).toBe(300);
  });

  it('is asked by all once it answers; when it soon fails again the pauses go on growing, else restart', async () => {
    for (let failure = 0; failure < 3; failure += 1) await fail();
    const { openedAt } = await fail();
    await close();
    expect(await enter()).toEqual({ mayAsk: true, isProbe: false });
    await clock(120);
    expect((await fail()).openedAt).toEqual(openedAt);
    expect(await pauseLasts()).toBe(80);
    await close();
    await clock(120 + 600);
    expect((await fail()).openedAt).not.toEqual(openedAt);
    expect(await pauseLasts()).toBe(5);
  });

  it('is asked by all when the clock was set back meanwhile', async () => {
    await clock(7200);
    await fail(300);
    expect((await enter()).mayAsk).toBe(false);
    await clock(0);
    expect(await enter()).toEqual({ mayAsk: true, isProbe: false });
    await fail();
    expect(await pauseLasts()).toBe(5);
  });
});

describe('Zoom after an outage, with 97 meetings in line', () => {
  const WAITING = 97;
  let isBack = false;
  let asked = { looks: 0, tries: 0 };
  beforeAll(async () => {
    const { setZoomProvider, zoomProvider } = await import('../../src/integrations/zoom/provider');
    setZoomProvider({
      ...zoomProvider(),
      checkConfiguration: () => {
        asked.looks += 1;
        return Promise.resolve({ ok: isBack, message: '' });
      },
    });
  });
  const outbox = async () =>
    (await import('../../src/platform/store')).nativeCollection<OutboxRow>(world.payload, 'outbox');
  /** All workers take what is due. Zoom answers a try when it is back. */
  async function work(): Promise<void> {
    const { drain } = await import('../../src/platform/queue');
    const { outboxQueue } = await import('../../src/platform/outbox');
    const { askZoom } = await import('../../src/consultations/meetings/askZoom');
    const { settleDone } = await import('../../src/consultations/meetings/keepMeeting');
    const { DomainError } = await import('../../src/platform/errors');
    await drain<OutboxRow>(world.payload, outboxQueue, (row) =>
      askZoom(world.payload, row, async () => {
        asked.tries += 1;
        if (!isBack) throw new DomainError('PROVIDER_UNAVAILABLE');
        await settleDone(world.payload, row);
      }),
    );
  }

  it('is looked at every 15 s, without a try of anybody, and all are made as soon as it answers', async () => {
    const { owe } = await import('../../src/platform/outbox');
    const { inTransaction } = await import('../../src/platform/transaction');
    await inTransaction({ payload: world.payload }, async (req) => {
      for (let index = 0; index < WAITING; index += 1)
        await owe(req, {
          key: `line:${index}`,
          kind: 'meeting.sync',
          subject: index.toString(16).padStart(24, '0'),
        });
    });
    name = 'zoom';
    for (let failure = 0; failure < 9; failure += 1) await fail();
    for (const seconds of [0, 15, 30]) {
      await clock(seconds);
      await work();
    }
    expect(asked).toEqual({ looks: 2, tries: 0 });
    expect((await rowsOf(world, 'outbox', { state: 'waiting', attempts: 0 })).length).toBe(WAITING);
    isBack = true;
    asked = { looks: 0, tries: 0 };
    await clock(45);
    await work();
    expect(asked).toEqual({ looks: 1, tries: WAITING });
    expect(await (await outbox()).countDocuments({ state: 'done' })).toBe(WAITING);
  });
});
