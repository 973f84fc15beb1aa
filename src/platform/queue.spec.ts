import fc from '../../tests/support/properties';

import { growingPause } from './queue';

describe('the pause before another try', () => {
  it.each([
    [1, 5],
    [2, 10],
    [3, 20],
    [7, 320],
    [8, 640],
    [9, 900],
    [100, 900],
  ])('after try %i is about %i seconds', (attempt, seconds) => {
    const pauses = Array.from({ length: 50 }, () => growingPause(attempt) / 1000);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(seconds * 0.8);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(seconds * 1.2);
  });

  it('differs from row to row, so that they do not come back in step', () => {
    expect(new Set(Array.from({ length: 20 }, () => growingPause(5))).size).toBeGreaterThan(15);
  });

  it('is bounded however often it failed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        (attempt) => growingPause(attempt) >= 4000 && growingPause(attempt) <= 1_080_000,
      ),
    );
  });
});
