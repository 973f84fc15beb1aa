import { balanceOf } from './balance';
import { type Lot } from './lots';

const NOW = new Date('2026-03-10T12:00:00.000Z');
const after = (ms: number): Date => new Date(NOW.getTime() + ms);
const DAY = 86_400_000;

const lot = (over: Partial<Lot> = {}): Lot => ({
  grant: 'g',
  packageName: 'Strategic Planning',
  source: 'purchase',
  priority: 100,
  grantedAt: after(-DAY),
  expiresAt: after(90 * DAY),
  bookBeforeExpiry: false,
  total: 8,
  available: 8,
  held: 0,
  used: 0,
  expired: 0,
  voided: 0,
  clawedBack: 0,
  ...over,
});

describe('a balance', () => {
  it('of a client without credits is nothing, and low', () => {
    expect(balanceOf({ lots: [] }, NOW)).toEqual({
      available: 0,
      held: 0,
      used: 0,
      expired: 0,
      expiring: { within7Days: 0, within1Day: 0 },
      activePackages: 0,
      lowBalance: true,
      lots: [],
      asOf: NOW.toISOString(),
    });
  });

  it('adds up the lots', () => {
    const lots = [
      lot({ available: 5, held: 2, used: 1 }),
      lot({ grant: 'h', total: 4, available: 1, used: 2, expired: 1 }),
    ];
    expect(balanceOf({ lots }, NOW)).toMatchObject({
      available: 6,
      held: 2,
      used: 3,
      expired: 1,
      activePackages: 2,
      lowBalance: false,
    });
  });

  it('counts what has lapsed as expired at that very instant, before any job has written it down', () => {
    const lots = [lot({ expiresAt: NOW, available: 3, held: 1, total: 4 })];
    expect(balanceOf({ lots }, after(-1))).toMatchObject({
      available: 3,
      held: 1,
      expired: 0,
      activePackages: 1,
    });
    expect(balanceOf({ lots }, NOW)).toMatchObject({ available: 0, held: 1, expired: 3, activePackages: 0 });
  });

  it('tells what expires within seven days, and of that what expires within one', () => {
    const lots = [
      lot({ expiresAt: after(DAY), available: 1 }),
      lot({ expiresAt: after(7 * DAY), available: 2 }),
      lot({ expiresAt: after(7 * DAY + 1), available: 4 }),
    ];
    expect(balanceOf({ lots }, NOW).expiring).toEqual({ within7Days: 3, within1Day: 1 });
  });

  it.each([
    [3, false],
    [2, true],
    [0, true],
  ])('%i available is low: %s', (available, lowBalance) => {
    expect(balanceOf({ lots: [lot({ available })] }, NOW).lowBalance).toBe(lowBalance);
  });

  it('lists the lots by expiry, without those that are over unless something of them is still held', () => {
    const lots = [
      lot({ grant: 'last', expiresAt: after(9 * DAY) }),
      lot({ grant: 'over', expiresAt: after(-1) }),
      lot({ grant: 'over but held', expiresAt: after(-1), available: 2, held: 1 }),
      lot({ grant: 'first', expiresAt: after(DAY) }),
    ];
    const listed = balanceOf({ lots }, NOW).lots;
    expect(listed.map(({ grantId }) => grantId)).toEqual(['over but held', 'first', 'last']);
    expect(listed[0]).toMatchObject({ available: 0, held: 1 });
  });

  it('does not call a used-up package active', () => {
    expect(balanceOf({ lots: [lot({ available: 0, used: 8 })] }, NOW).activePackages).toBe(0);
  });
});
