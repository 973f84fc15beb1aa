import { minorDigits } from '@/components/minorDigits';

/** What a person typed as an amount, in minor units; null when it is none, or finer than the currency. */
export function toMinorUnits(typed: string, currency: string): number | null {
  const digits = minorDigits(currency);
  const found = /^(\d{1,9})(?:\.(\d+))?$/.exec(typed.trim());
  if (!found) return null;
  const [, whole = '', fraction = ''] = found;
  if (fraction.length > digits) return null;
  return Number(whole + fraction.padEnd(digits, '0'));
}

/** Minor units as a person would type them: `450000` → `4500.00`. */
export function fromMinorUnits(amount: number, currency: string): string {
  const digits = minorDigits(currency);
  return (amount / 10 ** digits).toFixed(digits);
}
