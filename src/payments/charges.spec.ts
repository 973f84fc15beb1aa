import { amountProblem, currencyProblem } from './charges';

describe('what Stripe takes', () => {
  it.each([
    [450_000, 'usd'],
    [50, 'usd'],
    [30, 'gbp'],
    [99_999_999, 'eur'],
    [4500, 'jpy'],
    [4500, 'kwd'],
    [450_000, 'isk'],
  ])('%d of %s', (amount, currency) => {
    expect([currencyProblem(currency), amountProblem(amount, currency)]).toEqual([null, null]);
  });

  it.each([
    [-4500, 'usd'],
    [0, 'usd'],
    [30, 'usd'],
    [29, 'gbp'],
    [100_000_000, 'eur'],
    [4505, 'kwd'],
    [450_050, 'isk'],
    [1400, 'czk'],
    [1.5, 'usd'],
    [Number.NaN, 'usd'],
    [Number.POSITIVE_INFINITY, 'usd'],
    ['450000', 'usd'],
    [null, 'usd'],
  ])('and not %p of %s', (amount, currency) => {
    expect(amountProblem(amount, currency)).not.toBeNull();
  });

  it.each(['xxx', 'zzz', 'USD', 'us', '', 'dollars', null, 7, 'xau'])('nor the currency %p', (currency) => {
    expect(currencyProblem(currency)).not.toBeNull();
  });
});
