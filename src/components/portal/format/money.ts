import { minorDigits } from '@/components/minorDigits';

/**
 * Money as people read it, e.g. `$4,500` or `$556.25`: whole amounts without decimals.
 * @param minorUnits integer amount in the currency's smallest unit
 * @param currency ISO 4217 code, any case
 */
export function formatMoney(minorUnits: number, currency: string): string {
  const code = currency.toUpperCase();
  const digits = minorDigits(code);
  const value = minorUnits / 10 ** digits;
  const isWhole = Number.isInteger(value);
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: code,
    minimumFractionDigits: isWhole ? 0 : digits,
    maximumFractionDigits: isWhole ? 0 : digits,
  }).format(value);
}
