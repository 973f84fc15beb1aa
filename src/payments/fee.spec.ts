import fc from '../../tests/support/properties';

import { platformFee } from './fee';

describe('the platform fee', () => {
  it.each([
    ['Discovery & Assessment', 450_000, 67_500],
    ['Strategic Planning', 1_250_000, 187_500],
    ['Quarterly Advisory', 890_000, 133_500],
    ['Annual Partnership', 4_500_000, 675_000],
  ])('of %s is 15 per cent', (_name, amount, fee) => {
    expect(platformFee(amount, 1500)).toBe(fee);
  });

  it('rounds half up to the minor unit', () => {
    expect(platformFee(10, 1500)).toBe(2);
    expect(platformFee(9, 1500)).toBe(1);
    expect(platformFee(3, 5000)).toBe(2);
    expect(platformFee(1, 4999)).toBe(0);
  });

  it('is nothing of nothing, nothing at no rate, and all at the whole', () => {
    expect([platformFee(0, 1500), platformFee(100, 0), platformFee(100, 10_000)]).toEqual([0, 0, 100]);
  });

  it('stays exact where amount times rate leaves the safe integers', () => {
    expect(platformFee(Number.MAX_SAFE_INTEGER, 10_000)).toBe(Number.MAX_SAFE_INTEGER);
    expect(platformFee(9_007_199_254_740_991, 3)).toBe(2_702_159_776_422);
  });

  it.each([
    [-1, 1500],
    [1.5, 1500],
    [Number.NaN, 1500],
    [2 ** 53, 1500],
    [100, -1],
    [100, 10_001],
    [100, 0.15],
  ])('refuses amount %s at rate %s', (amount, rate) => {
    expect(() => platformFee(amount, rate)).toThrow(RangeError);
  });

  it('is never more than half a unit from the exact share, nor outside the amount', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        (amount, rate) => {
          const fee = platformFee(amount, rate);
          expect(Math.abs(fee - (amount * rate) / 10_000)).toBeLessThanOrEqual(0.5);
          expect(fee >= 0 && fee <= amount).toBe(true);
        },
      ),
    );
  });
});
