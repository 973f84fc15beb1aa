import type Stripe from 'stripe';
import type { IntentStatus, ProviderEvent, ProviderIntent } from './port';

/** A Stripe PaymentIntent in our words. The method is known only when `latest_charge` was expanded. */
export function toProviderIntent(intent: Stripe.PaymentIntent): ProviderIntent {
  const charge = intent.latest_charge;
  return {
    id: intent.id,
    clientSecret: intent.client_secret,
    status: toIntentStatus(intent),
    amount: intent.amount,
    amountReceived: intent.amount_received,
    currency: intent.currency,
    paymentId: intent.metadata.paymentId ?? null,
    latestChargeId: typeof charge === 'string' ? charge : (charge?.id ?? null),
    failureMessage: intent.last_payment_error?.message ?? null,
    method: charge && typeof charge !== 'string' ? methodLabel(charge.payment_method_details) : null,
  };
}

/** Stripe goes back to `requires_payment_method` after a failed attempt; only the recorded error tells. */
export function toIntentStatus(
  intent: Pick<Stripe.PaymentIntent, 'status' | 'last_payment_error'>,
): IntentStatus {
  switch (intent.status) {
    case 'succeeded':
      return 'succeeded';
    case 'requires_action':
      return 'requires_action';
    case 'canceled':
      return 'cancelled';
    case 'processing':
    case 'requires_capture':
      return 'processing';
    case 'requires_payment_method':
      return intent.last_payment_error ? 'failed' : 'created';
    case 'requires_confirmation':
    default:
      return 'created';
  }
}

const BRANDS: Record<string, string> = {
  amex: 'American Express',
  cartes_bancaires: 'Cartes Bancaires',
  diners: 'Diners Club',
  discover: 'Discover',
  eftpos_au: 'Eftpos',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

/** How a payer recognises the means of payment: "Visa •••• 4242", "Sepa debit". */
export function methodLabel(details: Stripe.Charge.PaymentMethodDetails | null): string | null {
  if (!details) return null;
  const { card } = details;
  if (!card?.last4) return words(details.type);
  return `${BRANDS[card.brand ?? ''] ?? words(card.brand ?? 'card')} •••• ${card.last4}`;
}

const words = (code: string): string => code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ');

/** A verified Stripe event in our words, whatever its type: unknown types are stored and ignored. */
export function toProviderEvent(event: Stripe.Event): ProviderEvent {
  const subject = event.data.object as unknown as Record<string, unknown>;
  return {
    id: event.id,
    type: event.type,
    createdAt: new Date(event.created * 1000),
    apiVersion: event.api_version,
    livemode: event.livemode,
    objectId: idOf(subject),
    intentId: subject.object === 'payment_intent' ? idOf(subject) : idOf(subject.payment_intent),
    payload: event as unknown as Record<string, unknown>,
  };
}

/** Stripe gives a related object as its id, or whole when expanded. */
function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return null;
  const { id } = value as { id?: unknown };
  return typeof id === 'string' ? id : null;
}
