import { creditsMoved, reversalTitle } from './reversalWords';

describe('a refund or dispute for staff', () => {
  test('is named with Stripe’s reason where there is one', () => {
    expect(reversalTitle({ kind: 'dispute', reason: 'product_not_received' })).toBe(
      'Dispute: product not received',
    );
    expect(reversalTitle({ kind: 'refund' })).toBe('Refund');
  });

  test('says what it did to the credits', () => {
    expect(creditsMoved({ taken: 0, returned: 0 })).toBe('none');
    expect(creditsMoved({ taken: 8, returned: 0 })).toBe('8 taken back');
    expect(creditsMoved({ taken: 8, returned: 8 })).toBe('8 taken back, 8 given again');
    expect(creditsMoved({ taken: 2, returned: 0, short: 1 })).toBe('2 taken back, 1 spent, held or gone');
  });
});
