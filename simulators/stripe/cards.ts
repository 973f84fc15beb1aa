/** What happens when a card is charged. Numbers are Stripe's own test cards unless marked. */
export type CardOutcome =
  | { kind: 'succeeds' }
  | { kind: 'declines'; code: string; declineCode: string | null; message: string; networkCode: string }
  | { kind: 'authenticates' }
  | { kind: 'settles'; outcome: Settlement };

export type Settlement = 'succeed' | 'fail';

const declines = (
  code: string,
  declineCode: string | null,
  message: string,
  networkCode = '05',
): CardOutcome => ({
  kind: 'declines',
  code,
  declineCode,
  message,
  networkCode,
});

const SUCCEEDS: CardOutcome = { kind: 'succeeds' };
const NOT_A_TEST_CARD = declines(
  'card_declined',
  'test_mode_live_card',
  'Your card was declined. Your request was in test mode, but used a non test card.',
);

const OUTCOMES: Record<string, CardOutcome> = {
  '4242424242424242': SUCCEEDS,
  '4000056655665556': SUCCEEDS,
  '5555555555554444': SUCCEEDS,
  '2223003122003222': SUCCEEDS,
  '378282246310005': SUCCEEDS,
  '6011111111111117': SUCCEEDS,
  '3566002020360505': SUCCEEDS,
  '4000000000000077': SUCCEEDS,
  '4000000000000002': declines('card_declined', 'generic_decline', 'Your card was declined.'),
  '4000000000009995': declines(
    'card_declined',
    'insufficient_funds',
    'Your card has insufficient funds.',
    '51',
  ),
  '4000000000009987': declines('card_declined', 'lost_card', 'Your card was declined.', '41'),
  '4000000000000069': declines('expired_card', 'expired_card', 'Your card has expired.', '54'),
  '4000000000000127': declines(
    'incorrect_cvc',
    'incorrect_cvc',
    "Your card's security code is incorrect.",
    'N7',
  ),
  '4000000000000119': declines(
    'processing_error',
    'processing_error',
    'An error occurred while processing your card. Try again in a little bit.',
    '96',
  ),
  '4000002500003155': { kind: 'authenticates' },
  '4000002760003184': { kind: 'authenticates' },
  // The simulator's own: a card that behaves like a delayed method (bank debit). Stripe has no such number.
  '4000007770000005': { kind: 'settles', outcome: 'succeed' },
  '4000007770000013': { kind: 'settles', outcome: 'fail' },
};

/** Names Stripe gives its test cards in server-side calls. */
export const TEST_METHODS: Record<string, string> = {
  pm_card_visa: '4242424242424242',
  pm_card_mastercard: '5555555555554444',
  pm_card_amex: '378282246310005',
  pm_card_visa_chargeDeclined: '4000000000000002',
  pm_card_visa_chargeDeclinedInsufficientFunds: '4000000000009995',
  pm_card_authenticationRequired: '4000002760003184',
  pm_card_threeDSecure2Required: '4000002760003184',
};

export const outcomeOf = (number: string): CardOutcome => OUTCOMES[number] ?? NOT_A_TEST_CARD;

export const brandOf = (number: string): string => {
  if (/^3[47]/.test(number)) return 'amex';
  if (/^(5[1-5]|2[2-7])/.test(number)) return 'mastercard';
  if (/^6(011|5)/.test(number)) return 'discover';
  if (/^35/.test(number)) return 'jcb';
  return 'visa';
};

/** The check digit of card numbers (ISO/IEC 7812). */
export function passesLuhn(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return /^\d{12,19}$/.test(number) && sum % 10 === 0;
}
