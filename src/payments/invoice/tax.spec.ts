import { includedTax } from './tax';

describe('the tax contained in a gross price', () => {
  it.each([
    [12_000, 2000, 2000],
    [450_000, 2000, 75_000],
    [11_900, 1900, 1900],
    [100, 1900, 16],
    // 0.5 of a cent goes up, less goes down.
    [3, 2000, 1],
    [2, 2000, 0],
    [450_000, 0, 0],
    [0, 2000, 0],
    [999_999_999_99, 2550, 20_318_725_099],
  ])('of %i at %i hundredths of a per cent is %i', (amount, rate, tax) => {
    expect(includedTax(amount, rate)).toBe(tax);
  });
});
