/** Lines of a text, as an editor counts them. */
export const lengthOf = (text) => text.replace(/\n$/, '').split('\n').length;

/** The value that this share of the values does not pass; 0 of none. */
export function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
