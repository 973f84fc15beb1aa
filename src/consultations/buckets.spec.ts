import fc from '../../tests/support/properties';

import { bucketsOf, isAligned, withBuffers } from './buckets';

const MINUTE = 60_000;
const at = (text: string): Date => new Date(`2026-05-20T${text}Z`);
const times = (buckets: Date[]): string[] => buckets.map((bucket) => bucket.toISOString().slice(11, 16));

describe('quarter hours', () => {
  it('of an hour are four, the end is not among them', () => {
    expect(times(bucketsOf(at('09:00'), at('10:00')))).toEqual(['09:00', '09:15', '09:30', '09:45']);
  });

  it('are claimed whole when only touched', () => {
    expect(times(bucketsOf(at('09:10'), at('09:16')))).toEqual(['09:00', '09:15']);
    expect(times(bucketsOf(at('09:00'), at('09:00:00.001')))).toEqual(['09:00']);
  });

  it('of nothing are none', () => {
    expect(bucketsOf(at('09:00'), at('09:00'))).toEqual([]);
  });

  it('are what a start must be on', () => {
    expect(isAligned(at('09:15'))).toBe(true);
    expect(isAligned(at('09:15:01'))).toBe(false);
    expect(isAligned(at('09:20'))).toBe(false);
  });

  it('reach over midnight and the year', () => {
    const buckets = bucketsOf(new Date('2026-12-31T23:45Z'), new Date('2027-01-01T00:15Z'));
    expect(buckets.map((bucket) => bucket.toISOString())).toEqual([
      '2026-12-31T23:45:00.000Z',
      '2027-01-01T00:00:00.000Z',
    ]);
  });
});

describe('buffers', () => {
  it('block the time before and after', () => {
    const blocked = withBuffers({ startsAt: at('09:00'), endsAt: at('10:00') }, { before: 10, after: 15 });
    expect(times([blocked.startsAt, blocked.endsAt])).toEqual(['08:50', '10:15']);
  });
});

describe('two intervals on quarter hours', () => {
  const interval = fc.record({
    start: fc.integer({ min: 0, max: 400 }),
    length: fc.integer({ min: 1, max: 40 }),
  });

  it('share a quarter hour exactly when they overlap', () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        const base = at('00:00').getTime();
        const quarters = ({ start, length }: { start: number; length: number }): number[] =>
          bucketsOf(
            new Date(base + start * 15 * MINUTE),
            new Date(base + (start + length) * 15 * MINUTE),
          ).map((bucket) => bucket.getTime());
        const shared = quarters(a).some((bucket) => quarters(b).includes(bucket));
        expect(shared).toBe(a.start < b.start + b.length && b.start < a.start + a.length);
      }),
    );
  });
});
