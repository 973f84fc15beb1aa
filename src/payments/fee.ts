/** 15 % is 1500. */
export type BasisPoints = number;

const WHOLE: BasisPoints = 10_000;

/**
 * The platform's share of a payment, in whole minor units, rounded half up.
 * @throws RangeError when amount or rate is not a whole number that makes sense.
 */
export function platformFee(amount: number, rate: BasisPoints): number {
  if (!Number.isSafeInteger(amount) || amount < 0)
    throw new RangeError(`Not an amount in minor units: ${amount}`);
  if (!Number.isInteger(rate) || rate < 0 || rate > WHOLE)
    throw new RangeError(`Not a rate in basis points: ${rate}`);
  // In big integers, because amount × rate can leave the range in which doubles are exact.
  return Number((BigInt(amount) * BigInt(rate) * 2n + BigInt(WHOLE)) / (BigInt(WHOLE) * 2n));
}
