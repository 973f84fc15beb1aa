import { type PaymentView } from '../types';

/** What the waiting page tells, from what our server knows of the payment so far. */
export type PaymentOutcomeState =
  'waiting' | 'processing' | 'action-needed' | 'granted' | 'failed' | 'cancelled' | 'settled';

/** What Stripe or the bank told the browser, maybe before our server hears of it. */
export type Told = 'paid' | 'failed' | null;

/**
 * Pure. An intent that was declined can still be paid with another card, so a payment known as failed may
 * simply be behind what the browser was told.
 */
export function outcomeOfPayment(payment: PaymentView, told: Told): PaymentOutcomeState {
  if (payment.granted && payment.status === 'succeeded') return 'granted';
  switch (payment.status) {
    case 'failed':
      return told === 'paid' ? 'waiting' : 'failed';
    case 'cancelled':
      return 'cancelled';
    case 'refunded':
    case 'partially_refunded':
    case 'disputed':
      return 'settled';
    case 'processing':
      return 'processing';
    case 'created':
      return told === 'failed' ? 'failed' : 'waiting';
    case 'requires_action':
      if (told === 'paid') return 'waiting';
      return told === 'failed' ? 'failed' : 'action-needed';
    case 'succeeded':
      return 'waiting';
  }
}

/** Whether asking again cannot change what is told. */
export function isFinal(state: PaymentOutcomeState): boolean {
  return state === 'granted' || state === 'cancelled' || state === 'settled';
}

/** Milliseconds before the nth next question: quick at first, then calmer. */
export function pollDelay(asked: number): number {
  return Math.min(500 * 1.4 ** asked, 4000);
}

export const GIVE_UP_AFTER_MS = 60_000;
