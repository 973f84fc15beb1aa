import {
  freezeClock,
  isMachineRight,
  machineAheadMs,
  now,
  resetClock,
  setDatabaseTime,
  worldTime,
} from './clock';

const MINUTE_MS = 60_000;
const machine = Date.now;

afterEach(() => {
  Date.now = machine;
  resetClock();
  setDatabaseTime(new Date(), performance.now());
});

/** The database's clock is read while this machine's is ahead by so many milliseconds. */
const readWhileAhead = (ms: number): void => setDatabaseTime(new Date(machine() - ms), performance.now());
const off = (at: Date, ms: number): number => Math.abs(at.getTime() - (machine() + ms));

describe('the time', () => {
  it("is the machine's, to the millisecond, while it agrees with the database's", () => {
    readWhileAhead(700);
    Date.now = () => 1_900_000_000_000;
    setDatabaseTime(new Date(1_900_000_000_700), performance.now());
    expect(worldTime().getTime()).toBe(1_900_000_000_000);
    expect(isMachineRight()).toBe(true);
  });

  it.each([20 * MINUTE_MS, -10 * MINUTE_MS, 3000])(
    "is the database's when the machine differs by %s ms",
    (ms) => {
      readWhileAhead(ms);
      expect(off(worldTime(), -ms)).toBeLessThan(1000);
      expect(off(now(), -ms)).toBeLessThan(1000);
      expect(Math.abs(machineAheadMs() - ms)).toBeLessThan(1000);
      expect(isMachineRight()).toBe(false);
    },
  );

  it("goes on when the machine's clock is set, before the database's is read again", () => {
    readWhileAhead(0);
    Date.now = () => machine() - 10 * MINUTE_MS;
    expect(off(worldTime(), 0)).toBeLessThan(1000);
    Date.now = () => machine() + 20 * MINUTE_MS;
    expect(off(worldTime(), 0)).toBeLessThan(1000);
  });

  it('that a test or the demo has set is what the product lives by, whatever the clocks say', () => {
    readWhileAhead(20 * MINUTE_MS);
    freezeClock('2031-03-03T08:00:00Z');
    expect(now().toISOString()).toBe('2031-03-03T08:00:00.000Z');
    expect(off(worldTime(), -20 * MINUTE_MS)).toBeLessThan(1000);
  });
});
