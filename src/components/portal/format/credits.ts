/** `1 credit`, `2 credits`. */
export function creditCount(quantity: number): string {
  return `${quantity} ${quantity === 1 ? 'credit' : 'credits'}`;
}
