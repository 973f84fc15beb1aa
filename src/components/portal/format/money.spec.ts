import { formatMoney } from './money';

describe('formatMoney', () => {
  it('leaves out the decimals of a whole amount', () => {
    expect(formatMoney(450_000, 'usd')).toBe('$4,500');
  });
  it('shows both decimals of any other amount', () => {
    expect(formatMoney(55_625, 'USD')).toBe('$556.25');
    expect(formatMoney(1_050, 'EUR')).toBe('€10.50');
  });
  it('knows currencies without a smaller unit', () => {
    expect(formatMoney(9_800, 'JPY')).toBe('¥9,800');
  });
});
