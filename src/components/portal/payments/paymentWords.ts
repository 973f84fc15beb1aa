import { type BadgeTone } from '@/components/ui/Badge';
import { type PaymentStatus } from '../types';

export const PAYMENT_WORDS: Record<PaymentStatus, { name: string; tone: BadgeTone }> = {
  created: { name: 'Not paid', tone: 'neutral' },
  processing: { name: 'Being processed', tone: 'info' },
  requires_action: { name: 'Your bank asks you to confirm', tone: 'gold' },
  succeeded: { name: 'Paid', tone: 'good' },
  failed: { name: 'Failed', tone: 'bad' },
  cancelled: { name: 'Cancelled', tone: 'neutral' },
  partially_refunded: { name: 'Partly refunded', tone: 'gold' },
  refunded: { name: 'Refunded', tone: 'neutral' },
  disputed: { name: 'Disputed', tone: 'bad' },
};

/** Whether its page has something to tell that this list has not. */
export function isUnderWay(status: PaymentStatus): boolean {
  return status === 'processing' || status === 'requires_action';
}
