/** How a state looks: settled well, under way, wants a look, went wrong, or over and of no concern. */
export type Tone = 'good' | 'info' | 'warn' | 'bad' | 'quiet';

/** One table for all records: a word means the same wherever it stands. */
const TONES: Record<string, Tone> = {
  booked: 'info',
  in_progress: 'info',
  completed: 'good',
  cancelled: 'quiet',
  client_no_show: 'warn',
  consultant_no_show: 'bad',
  technical_failure: 'bad',
  created: 'quiet',
  processing: 'info',
  requires_action: 'warn',
  succeeded: 'good',
  failed: 'bad',
  partially_refunded: 'warn',
  refunded: 'quiet',
  disputed: 'bad',
  queued: 'info',
  sent: 'good',
  dropped: 'quiet',
  parked: 'warn',
  received: 'info',
  processed: 'good',
  ignored: 'quiet',
  waiting: 'info',
  done: 'good',
  dead: 'bad',
  'set-aside': 'quiet',
  missing: 'bad',
  'not-owed': 'quiet',
  'not-yet': 'quiet',
  none: 'quiet',
  pending: 'warn',
  ready: 'good',
  deleted: 'quiet',
  open: 'warn',
  closed: 'quiet',
};

export const toneOf = (state: string): Tone => TONES[state] ?? 'quiet';

/** `consultant_no_show` → `Consultant no-show`. */
export function stateWords(state: string): string {
  const words = state.replaceAll(/[_-]/g, ' ').replace('no show', 'no-show');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
