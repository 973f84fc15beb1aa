import { newKey } from '../newKey';

const nameOf = (packageId: string) => `insight.checkout.${packageId}`;

/**
 * The idempotency key of buying this package in this tab. It survives a reload and a closed form, so that
 * coming back continues the same payment instead of starting a second one.
 */
export function intentKey(packageId: string): string {
  const known = window.sessionStorage.getItem(nameOf(packageId));
  if (known) return known;
  const key = newKey();
  window.sessionStorage.setItem(nameOf(packageId), key);
  return key;
}

/** The purchase is settled, or given up: the next one is a new payment. */
export function forgetIntentKey(packageId: string): void {
  window.sessionStorage.removeItem(nameOf(packageId));
}
