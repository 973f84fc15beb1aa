import { type BadgeTone } from '@/components/ui/Badge';
import { type PaymentStatus, type PaymentView } from '../types';

interface Words {
  name: string;
  tone: BadgeTone;
}

const PAYMENT_WORDS: Record<PaymentStatus, Words> = {
  created: { name: 'Not paid', tone: 'neutral' },
  processing: { name: 'Being processed', tone: 'info' },
  requires_action: { name: 'Your bank asks you to confirm', tone: 'gold' },
  succeeded: { name: 'Paid', tone: 'good' },
  failed: { name: 'Failed', tone: 'bad' },
  cancelled: { name: 'Cancelled', tone: 'neutral' },
  partially_refunded: { name: 'Partly refunded', tone: 'gold' },
  refunded: { name: 'Refunded', tone: 'neutral' },
  disputed: { name: 'With your bank', tone: 'gold' },
};

/** The state of a payment as its owner would say it. */
export function paymentWords({ status, reversals }: Pick<PaymentView, 'status' | 'reversals'>): Words {
  const isDecided = status === 'refunded' && reversals.some(({ state }) => state === 'lost');
  return isDecided ? { name: 'Returned by your bank', tone: 'neutral' } : PAYMENT_WORDS[status];
}

/** Whether its page has something to tell that this list has not. */
export function isUnderWay(status: PaymentStatus): boolean {
  return status === 'processing' || status === 'requires_action';
}
