import { savingsOf } from './packagesOnOffer';

const discovery = { price: 450_000, credits: 4 };

describe('the savings shown on a package', () => {
  it.each([
    ['Strategic Planning, which is dearer a credit', { price: 1_250_000, credits: 8 }, null],
    ['Quarterly Advisory', { price: 890_000, credits: 16 }, 50],
    ['Annual Partnership', { price: 4_500_000, credits: 52 }, 23],
    ['the first package itself', discovery, null],
    ['one that costs the same a credit', { price: 900_000, credits: 8 }, null],
    ['one that is cheaper by less than one per cent', { price: 448_000, credits: 4 }, null],
  ])('compare %s with the first on offer', (_name, offer, expected) => {
    expect(savingsOf(offer, discovery)).toBe(expected);
  });

  it('never promise more than there is: rounded down', () => {
    expect(savingsOf({ price: 199, credits: 3 }, { price: 100, credits: 1 })).toBe(33);
  });

  it('are exact where the division is not: 90 for 100 is ten per cent', () => {
    expect(savingsOf({ price: 90, credits: 1 }, { price: 100, credits: 1 })).toBe(10);
    expect(savingsOf({ price: 93, credits: 1 }, { price: 100, credits: 1 })).toBe(7);
    expect(savingsOf({ price: 71, credits: 1 }, { price: 100, credits: 1 })).toBe(29);
  });
});
