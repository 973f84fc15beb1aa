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
const enter = async () => (await circuit()).enterCircuit(world.payload, name);
const fail = async (retryAfter?: number) => (await circuit()).openCircuit(world.payload, name, retryAfter);
const close = async () => (await circuit()).closeCircuit(world.payload, name);
/** After so many seconds from now the next one may ask. */
async function pauseLasts(): Promise<number> {
  const { until } = await enter();
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

  it('is asked by one of all who come after the pause; when that one dies, by another a minute later', async () => {
    await fail();
    await clock(5);
    const passages = await Promise.all(Array.from({ length: 20 }, enter));
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
