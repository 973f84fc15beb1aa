import { isOpen, mayBecome, PAYMENT_STATUSES, type PaymentStatus } from './status';

const next = (from: PaymentStatus): PaymentStatus[] => PAYMENT_STATUSES.filter((to) => mayBecome(from, to));

describe('the life of a payment', () => {
  it.each([
    ['created', ['processing', 'requires_action', 'succeeded', 'failed', 'cancelled']],
    ['processing', ['requires_action', 'succeeded', 'failed', 'cancelled']],
    ['requires_action', ['processing', 'succeeded', 'failed', 'cancelled']],
    ['failed', ['processing', 'requires_action', 'succeeded', 'cancelled']],
    ['cancelled', ['succeeded']],
    ['succeeded', ['partially_refunded', 'refunded', 'disputed']],
    ['partially_refunded', ['partially_refunded', 'refunded', 'disputed', 'succeeded']],
    ['disputed', ['succeeded', 'partially_refunded', 'refunded']],
    // The bank may send a refund back days later.
    ['refunded', ['partially_refunded', 'succeeded', 'disputed']],
  ] as [PaymentStatus, PaymentStatus[]][])('%s may become %j', (from, to) => {
    expect(new Set(next(from))).toEqual(new Set(to));
  });

  it('never goes back from paid to unpaid, so that a late event takes nothing away', () => {
    for (const paid of ['succeeded', 'partially_refunded', 'disputed', 'refunded'] as const) {
      expect(next(paid).filter((to) => isOpen(to) || to === 'cancelled')).toEqual([]);
    }
  });

  it('a declined card is no end: another card may pay the same payment', () => {
    expect(isOpen('failed')).toBe(true);
    expect(mayBecome('failed', 'succeeded')).toBe(true);
  });

  it('is open while the money may still arrive', () => {
    expect(PAYMENT_STATUSES.filter(isOpen)).toEqual(['created', 'processing', 'requires_action', 'failed']);
  });
});
