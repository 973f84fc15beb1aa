import { changeOf, signed } from './entryWords';

describe('a line of the credit history', () => {
  it('shows what it does to the available credits', () => {
    expect(changeOf({ quantity: 4, from: 'issued', to: 'available' })).toBe(4);
    expect(changeOf({ quantity: 1, from: 'available', to: 'held' })).toBe(-1);
    expect(changeOf({ quantity: 1, from: 'held', to: 'available' })).toBe(1);
  });
  it('shows no change when a credit that was set aside is used', () => {
    expect(signed(changeOf({ quantity: 1, from: 'held', to: 'consumed' }))).toBe('±0');
  });
  it('is signed so that a screen reader and an eye read the same', () => {
    expect(signed(4)).toBe('+4');
    expect(signed(-2)).toBe('−2');
  });
});
