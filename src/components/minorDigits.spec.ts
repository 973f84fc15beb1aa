import { minorDigits as ofTheServer } from '@/platform/minorDigits';

import { minorDigits } from './minorDigits';

it('money has the same digits in the browser as on the server, in every currency', () => {
  for (const currency of Intl.supportedValuesOf('currency'))
    expect([currency, minorDigits(currency)]).toEqual([currency, ofTheServer(currency)]);
  expect(['usd', 'JPY', 'kwd', 'isk', 'ugx'].map(minorDigits)).toEqual([2, 0, 3, 2, 2]);
});
