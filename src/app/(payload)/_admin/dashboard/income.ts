interface Paid {
  amount?: number | null;
  currency: string;
  refundedAmount?: number | null;
}

/** What was received after refunds, in minor units, one sum a currency. */
export function incomeByCurrency(payments: readonly Paid[]): { amount: number; currency: string }[] {
  const sums = new Map<string, number>();
  for (const { amount, currency, refundedAmount } of payments) {
    sums.set(currency, (sums.get(currency) ?? 0) + (amount ?? 0) - (refundedAmount ?? 0));
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}
