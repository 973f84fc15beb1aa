import { type PaymentIntent, type StripeError } from '@stripe/stripe-js';

/** What became of one press on Pay. */
export type PaymentResult =
  | { kind: 'paid' }
  /** Accepted, but the money is not there yet. */
  | { kind: 'processing' }
  | { kind: 'refused'; problem: PaymentProblem };

export interface PaymentProblem {
  code: string;
  message: string;
}

type Confirmation = { paymentIntent?: Pick<PaymentIntent, 'status'>; error?: ErrorFacts };
type ErrorFacts = Pick<StripeError, 'type' | 'code' | 'decline_code' | 'message'> & {
  payment_intent?: Pick<PaymentIntent, 'status'>;
};

/**
 * Judges the answer of Stripe's confirmation. An error about an intent that has succeeded means that it
 * was paid elsewhere, e.g. in a second tab: that is a success.
 */
export function judgeConfirmation({ paymentIntent, error }: Confirmation): PaymentResult {
  const status = paymentIntent?.status ?? error?.payment_intent?.status;
  if (status === 'succeeded') return { kind: 'paid' };
  if (status === 'processing') return { kind: 'processing' };
  if (error) return { kind: 'refused', problem: inWords(error) };
  if (status === 'requires_action') return { kind: 'refused', problem: AUTHENTICATION };
  return {
    kind: 'refused',
    problem: { code: status ?? 'unknown', message: 'The payment was not completed. Nothing was charged.' },
  };
}

const UNREACHABLE =
  'We could not reach the payment service. Check your connection and press Pay again: you cannot be charged ' +
  'twice.';

/** No answer came at all. */
export const NOT_REACHED: PaymentResult = {
  kind: 'refused',
  problem: { code: 'api_connection_error', message: UNREACHABLE },
};

const AUTHENTICATION: PaymentProblem = {
  code: 'authentication_required',
  message:
    'Your bank asks you to confirm this payment, and that did not happen. Nothing was charged. Press Pay to try again.',
};

const DECLINES: Record<string, string> = {
  insufficient_funds: 'The card was declined: there is not enough money on it.',
  expired_card: 'The card has expired.',
  incorrect_cvc: 'The security code is not right.',
  incorrect_number: 'The card number is not right.',
  lost_card: 'The card was declined by your bank.',
  stolen_card: 'The card was declined by your bank.',
};

function inWords(error: ErrorFacts): PaymentProblem {
  const code = error.code ?? error.type;
  if (code === 'payment_intent_authentication_failure' || code === 'authentication_required')
    return AUTHENTICATION;
  if (error.type === 'api_connection_error') return { code, message: UNREACHABLE };
  if (error.type === 'card_error') {
    const reason =
      DECLINES[error.decline_code ?? ''] ?? DECLINES[code] ?? error.message ?? 'The card was declined.';
    return {
      code: error.decline_code ?? code,
      message: `${reason} Nothing was charged. Try another card, or ask your bank.`,
    };
  }
  if (error.type === 'validation_error')
    return { code, message: error.message ?? 'Please complete the payment details.' };
  return {
    code,
    message: error.message ?? 'The payment could not be made. Nothing was charged. Please try again.',
  };
}
