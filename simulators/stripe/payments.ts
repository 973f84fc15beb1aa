import { outcomeOf, type CardOutcome, type Settlement } from './cards';
import { ApiError, unexpectedState } from './errors';
import { newBalanceTransaction, processingFee } from './objects/money';
import { newCharge } from './objects/charge';
import { newPaymentMethod, type CardFacts, type CardInput } from './objects/paymentMethod';
import { seconds } from './ids';
import { emit, type Sim } from './sim';
import { type Charge, type PaymentIntent, type Resource } from './types';

type Decline = Extract<CardOutcome, { kind: 'declines' }>;

const AUTHENTICATION_FAILED: Record<string, unknown> = {
  code: 'payment_intent_authentication_failure',
  doc_url: 'https://docs.stripe.com/error-codes/payment-intent-authentication-failure',
  message:
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
  type: 'invalid_request_error',
};

const SETTLEMENT_FAILED: Decline = {
  kind: 'declines',
  code: 'card_declined',
  declineCode: 'generic_decline',
  message: 'The payment failed after it was submitted. Please use another means of payment.',
  networkCode: '05',
};

/**
 * One attempt to pay an intent with a card.
 * @throws ApiError 402 when the card is declined, 400 when the intent is past paying.
 */
export function attempt(sim: Sim, intent: PaymentIntent, card: CardInput): void {
  assertPayable(intent);
  const method = sim.store.add(newPaymentMethod(card));
  sim.store.data.cardNumbers[method.id] = card.number;
  Object.assign(intent, { payment_method: method.id, last_payment_error: null, next_action: null });
  const outcome = outcomeOf(card.number);
  switch (outcome.kind) {
    case 'succeeds':
      return succeed(sim, intent, false);
    case 'declines':
      throw decline(sim, intent, outcome);
    case 'authenticates':
      return requireAuthentication(sim, intent);
    case 'settles':
      return startProcessing(sim, intent, outcome.outcome);
  }
}

function assertPayable(intent: PaymentIntent): void {
  if (['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status)) return;
  const why =
    intent.status === 'succeeded'
      ? 'it has already succeeded after being previously confirmed'
      : `it has a status of ${intent.status}`;
  throw unexpectedState(`You cannot confirm this PaymentIntent because ${why}.`, intent);
}

/** The payer's answer to the bank's question. */
export function authenticate(sim: Sim, intent: PaymentIntent, answer: Settlement): void {
  if (intent.status !== 'requires_action') {
    throw unexpectedState(
      `This PaymentIntent does not wait for authentication; its status is ${intent.status}.`,
      intent,
    );
  }
  intent.next_action = null;
  if (answer === 'succeed') return succeed(sim, intent, true);
  const method = methodOf(sim, intent);
  Object.assign(intent, {
    status: 'requires_payment_method',
    payment_method: null,
    last_payment_error: { ...AUTHENTICATION_FAILED, payment_method: method },
  });
  emit(sim, 'payment_intent.payment_failed', intent);
}

/** The end of a delayed payment; without an outcome, the one its card stands for. */
export function settle(sim: Sim, intent: PaymentIntent, chosen?: Settlement): void {
  const outcome = chosen ?? sim.store.data.settlements[intent.id];
  if (intent.status !== 'processing' || !outcome) {
    throw unexpectedState(`This PaymentIntent is not processing; its status is ${intent.status}.`, intent);
  }
  delete sim.store.data.settlements[intent.id];
  intent.processing = null;
  if (outcome === 'succeed') succeed(sim, intent, false);
  else decline(sim, intent, SETTLEMENT_FAILED);
}

export function cancel(sim: Sim, intent: PaymentIntent, reason: string | null): void {
  if (['succeeded', 'canceled', 'processing'].includes(intent.status)) {
    throw unexpectedState(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`,
      intent,
    );
  }
  Object.assign(intent, {
    status: 'canceled',
    canceled_at: seconds(),
    cancellation_reason: reason,
    next_action: null,
  });
  emit(sim, 'payment_intent.canceled', intent);
}

function succeed(sim: Sim, intent: PaymentIntent, authenticated: boolean): void {
  const charge = addCharge(sim, intent, { authenticated });
  const movement = newBalanceTransaction({
    type: 'charge',
    reportingCategory: 'charge',
    amount: charge.amount,
    fee: processingFee(charge.amount),
    currency: charge.currency,
    source: charge.id,
    description: intent.description,
  });
  charge.balance_transaction = sim.store.add(movement).id;
  Object.assign(intent, { status: 'succeeded', amount_received: intent.amount, latest_charge: charge.id });
  emit(sim, 'charge.succeeded', charge);
  emit(sim, 'payment_intent.succeeded', intent);
}

/** Records a refusal and answers the error the payer gets to see. */
function decline(sim: Sim, intent: PaymentIntent, refusal: Decline): ApiError {
  const charge = addCharge(sim, intent, { authenticated: false, decline: refusal });
  const error = {
    advice_code: 'try_again_later',
    charge: charge.id,
    code: refusal.code,
    ...(refusal.declineCode ? { decline_code: refusal.declineCode } : {}),
    doc_url: `https://docs.stripe.com/error-codes/${refusal.code.replaceAll('_', '-')}`,
    message: refusal.message,
    network_decline_code: refusal.networkCode,
    payment_method: methodOf(sim, intent),
    type: 'card_error',
  };
  Object.assign(intent, {
    status: 'requires_payment_method',
    payment_method: null,
    latest_charge: charge.id,
    last_payment_error: error,
  });
  emit(sim, 'charge.failed', charge);
  emit(sim, 'payment_intent.payment_failed', intent);
  return new ApiError(402, { ...error, payment_intent: intent });
}

function requireAuthentication(sim: Sim, intent: PaymentIntent): void {
  Object.assign(intent, {
    status: 'requires_action',
    next_action: {
      type: 'use_stripe_sdk',
      use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: `${sim.url()}/stripe-3ds.html` },
    },
  });
  emit(sim, 'payment_intent.requires_action', intent);
}

function startProcessing(sim: Sim, intent: PaymentIntent, outcome: Settlement): void {
  sim.store.data.settlements[intent.id] = outcome;
  Object.assign(intent, { status: 'processing', processing: { type: 'card', card: {} } });
  emit(sim, 'payment_intent.processing', intent);
  sim.onProcessing(intent.id);
}

function addCharge(
  sim: Sim,
  intent: PaymentIntent,
  facts: { authenticated: boolean; decline?: Decline },
): Charge {
  const method = methodOf(sim, intent);
  return sim.store.add(
    newCharge({ intent, methodId: method.id, card: publicCard(method.card), url: sim.url(), ...facts }),
  );
}

function methodOf(sim: Sim, intent: PaymentIntent): Resource & { card: CardFacts } {
  return sim.store.get<Resource & { card: CardFacts }>('payment_method', intent.payment_method ?? '');
}

const publicCard = ({
  brand,
  country,
  exp_month,
  exp_year,
  fingerprint,
  funding,
  last4,
}: CardFacts): CardFacts => ({
  brand,
  country,
  exp_month,
  exp_year,
  fingerprint,
  funding,
  last4,
});
