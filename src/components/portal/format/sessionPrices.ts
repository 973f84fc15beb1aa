/** What a kind of session costs. */
export interface SessionPrice {
  minutes: number;
  credits: number;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const inWords = (count: number): string => NUMBERS[count] ?? String(count);

/** `one credit for 60 minutes, two for 90 minutes`; empty when there is no kind of session. */
export function sessionPriceWords(prices: readonly SessionPrice[]): string {
  const byLength = [
    ...new Map(prices.map((price) => [`${price.minutes}:${price.credits}`, price])).values(),
  ].sort((a, b) => a.minutes - b.minutes || a.credits - b.credits);
  return byLength
    .map(({ minutes, credits }, at) => {
      const unit = at > 0 ? '' : credits === 1 ? ' credit' : ' credits';
      return `${inWords(credits)}${unit} for ${minutes} minutes`;
    })
    .join(', ');
}

/** The same as the beginning of a sentence. */
export function sessionPriceSentence(prices: readonly SessionPrice[]): string {
  const words = sessionPriceWords(prices);
  return words && `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
