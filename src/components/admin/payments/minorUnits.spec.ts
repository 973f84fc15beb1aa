import { fromMinorUnits, toMinorUnits } from './minorUnits';

describe('amounts that staff type', () => {
  test('are minor units, without passing through a fraction', () => {
    expect(toMinorUnits('4500', 'usd')).toBe(450000);
    expect(toMinorUnits('1.1', 'usd')).toBe(110);
    expect(toMinorUnits('0.29', 'usd')).toBe(29);
    expect(toMinorUnits('500', 'jpy')).toBe(500);
  });

  test('are refused when they are finer than the currency, or no amount', () => {
    expect(toMinorUnits('1.005', 'usd')).toBeNull();
    expect(toMinorUnits('5.5', 'jpy')).toBeNull();
    expect(toMinorUnits('-5', 'usd')).toBeNull();
    expect(toMinorUnits('4,500', 'usd')).toBeNull();
  });

  test('are shown as they would be typed', () => {
    expect(fromMinorUnits(450000, 'usd')).toBe('4500.00');
    expect(fromMinorUnits(500, 'jpy')).toBe('500');
  });
});
