/** The tax line of an invoice, as the owner has set it. Prices are gross: the tax is contained in them. */
export interface Tax {
  /** As printed: "VAT", or a whole remark such as "VAT reverse charge". Empty: no tax line. */
  label: string;
  /** In hundredths of a per cent: 2000 is 20 %. Zero prints the label alone. */
  rate: number;
}

/** The tax contained in a gross amount, in minor units, rounded half up. Pure. */
export function includedTax(amount: number, rate: number): number {
  const whole = 10_000 + rate;
  return Math.floor((2 * amount * rate + whole) / (2 * whole));
}
