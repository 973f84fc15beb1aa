import { type CreditEntryView } from '../types';

/** What an entry does to what can be booked with: `+4`, `−1`, or nothing. */
export function changeOf({ quantity, from, to }: Pick<CreditEntryView, 'quantity' | 'from' | 'to'>): number {
  if (from === to) return 0;
  if (to === 'available') return quantity;
  return from === 'available' ? -quantity : 0;
}

/** `+4`, `−1`, `±0`, with a real minus sign. */
export function signed(change: number): string {
  if (change === 0) return '±0';
  return change > 0 ? `+${change}` : `−${-change}`;
}
