import { type CreditEntryView } from '../types';

const KINDS: Record<string, string> = {
  grant: 'Added',
  hold: 'Set aside for a session',
  release: 'Returned',
  consume: 'Used for a session',
  expire: 'Expired',
  extend: 'Expiry extended',
  void: 'Withdrawn',
  clawback: 'Taken back after a refund',
  reinstate: 'Given back',
};

export function kindText(kind: string): string {
  return KINDS[kind] ?? kind;
}

/** The rules and reason codes of the ledger that a client meets, in words. */
const REASONS: Record<string, string> = {
  'client-cancelled-in-time': 'You cancelled in time',
  'client-cancelled-late': 'You cancelled too late for a return',
  'consultant-cancelled': 'Your consultant cancelled',
  'staff-cancelled': 'Our team cancelled the session',
  'client-no-show': 'You did not come to the session',
  'consultant-no-show': 'Your consultant did not come',
  'technical-failure': 'The session failed for technical reasons',
  completed: 'The session took place',
  goodwill: 'A gesture of goodwill from our team',
  service_failure: 'Because something went wrong on our side',
  correction: 'A correction by our team',
  promotion: 'A promotion',
  contract: 'As agreed with you',
  other: 'By our team',
};

/** A reason as the ledger names it; one that is not a known code is a sentence already. */
export function reasonText(reason: string): string {
  return REASONS[reason] ?? reason;
}

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
