/** What the product needs of a payment provider, in its own words. Money is integer minor units. */

export type IntentStatus =
  'created' | 'processing' | 'requires_action' | 'succeeded' | 'failed' | 'cancelled';

export interface ProviderIntent {
  id: string;
  /** Lets the browser of the payer, and nobody else, confirm this intent. Never log it. */
  clientSecret: string | null;
  status: IntentStatus;
  amount: number;
  amountReceived: number;
  /** ISO 4217, lower case, as the provider writes it. */
  currency: string;
  /** Our payment, from the intent's metadata; null when somebody else made the intent. */
  paymentId: string | null;
  latestChargeId: string | null;
  /** Why the last attempt failed, in words for the payer. */
  failureMessage: string | null;
  /** Such as "Visa •••• 4242"; null when unknown. */
  method: string | null;
}

export interface ProviderEvent {
  id: string;
  type: string;
  createdAt: Date;
  apiVersion: string | null;
  livemode: boolean;
  /** The intent, charge, refund or dispute the event is about. */
  objectId: string | null;
  intentId: string | null;
  /** The whole verified event. */
  payload: Record<string, unknown>;
}

export interface CreateIntentInput {
  paymentId: string;
  amount: number;
  currency: string;
  description: string;
  metadata: Record<string, string>;
  /** The provider answers a repeated key with the first intent, for at least 24 hours. */
  idempotencyKey: string;
  receiptEmail?: string;
}

/** `open`: the bank has taken the money until it decides. */
export type DisputeStatus = 'open' | 'won' | 'lost';

export interface ProviderDispute {
  id: string;
  intentId: string | null;
  amount: number;
  status: DisputeStatus;
  reason: string;
  /** ISO time until which evidence is heard; null when there is none. */
  answerBy: string | null;
}

/** `active`: the money goes or has gone back. `failed`: it did not, and stays with us. */
export interface ProviderRefund {
  id: string;
  intentId: string | null;
  amount: number;
  status: 'active' | 'failed';
  failureReason: string | null;
  /** The request of ours it was made for; null when somebody made it at the provider. */
  requestId: string | null;
}

/**
 * Every call throws DomainError: PROVIDER_UNAVAILABLE when trying again later may help (no connection,
 * timeout, 5xx, 429), INTERNAL with the provider's code in `facts.detail` when it will not.
 */
export interface PaymentProvider {
  createIntent(input: CreateIntentInput): Promise<ProviderIntent>;
  retrieveIntent(id: string): Promise<ProviderIntent>;
  cancelIntent(id: string): Promise<ProviderIntent>;
  /** Every refund of an intent, oldest first, whoever made it. */
  listRefunds(intentId: string): Promise<ProviderRefund[]>;
  createRefund(input: {
    intentId: string;
    amount: number;
    metadata: Record<string, string>;
    idempotencyKey: string;
  }): Promise<ProviderRefund>;
  /** The dispute an event is about; null when it is about something else. */
  disputeIn(event: Record<string, unknown>): ProviderDispute | null;
  /** Every event since then (of at most 20 types), newest first, through all pages. The provider keeps 30 days. */
  listEvents(input: { since: Date; types?: string[] }): Promise<ProviderEvent[]>;
  /** @throws DomainError SIGNATURE_INVALID for anything not signed by the provider in the last 300 s. */
  verifyEvent(rawBody: string, signature: string | null): ProviderEvent;
  /** Whether the provider answers and accepts our key; never throws. */
  check(): Promise<{ ok: boolean; message: string }>;
}
