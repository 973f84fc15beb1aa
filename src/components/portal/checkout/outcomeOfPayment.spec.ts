import { type PaymentView } from '../types';
import { toPaymentView } from '../views/paymentView';
import { GIVE_UP_AFTER_MS, isFinal, outcomeOfPayment, pollDelay } from './outcomeOfPayment';

const payment = (facts: Partial<PaymentView>): PaymentView => ({ ...toPaymentView({ id: 'p' }), ...facts });

describe('the page after paying', () => {
  it('waits until the credits are there, even when the payment has succeeded', () => {
    expect(outcomeOfPayment(payment({ status: 'created' }), null)).toBe('waiting');
    expect(outcomeOfPayment(payment({ status: 'succeeded' }), null)).toBe('waiting');
    expect(outcomeOfPayment(payment({ status: 'succeeded', granted: true }), null)).toBe('granted');
  });
  it('no longer promises credits whose money has gone back', () => {
    for (const status of ['refunded', 'partially_refunded', 'disputed'] as const) {
      expect(outcomeOfPayment(payment({ status, granted: true }), 'paid')).toBe('settled');
    }
  });
  it('believes the bank that it failed, until our server knows better', () => {
    expect(outcomeOfPayment(payment({ status: 'created' }), 'failed')).toBe('failed');
    expect(outcomeOfPayment(payment({ status: 'succeeded' }), 'failed')).toBe('waiting');
    expect(outcomeOfPayment(payment({ status: 'succeeded', granted: true }), 'failed')).toBe('granted');
  });
  it('tells failed and cancelled payments at once', () => {
    for (const status of ['failed', 'cancelled'] as const) {
      expect(outcomeOfPayment(payment({ status }), null)).toBe(status);
    }
  });
  it('waits on when Stripe accepted a second card and our server knows only of the first, declined one', () => {
    expect(outcomeOfPayment(payment({ status: 'failed' }), 'paid')).toBe('waiting');
    expect(outcomeOfPayment(payment({ status: 'requires_action' }), 'paid')).toBe('waiting');
    expect(isFinal('failed')).toBe(false);
  });
  it('asks more and more slowly, some twenty times in all', () => {
    let elapsed = 0;
    let asked = 0;
    while (elapsed < GIVE_UP_AFTER_MS) elapsed += pollDelay(asked++);
    expect(pollDelay(0)).toBe(500);
    expect(pollDelay(30)).toBe(4000);
    expect(asked).toBeLessThan(25);
  });
});
