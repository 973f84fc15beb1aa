import { type CardOutcome } from '../cards';
import { newId, seconds } from '../ids';
import { type Charge, type PaymentIntent } from '../types';
import { BILLING_DETAILS, type CardFacts } from './paymentMethod';

type Decline = Extract<CardOutcome, { kind: 'declines' }>;

export interface ChargeInput {
  intent: PaymentIntent;
  methodId: string;
  card: CardFacts;
  /** Absent when the money was taken. */
  decline?: Decline;
  authenticated: boolean;
  url: string;
}

export function newCharge({ intent, methodId, card, decline, authenticated, url }: ChargeInput): Charge {
  const id = newId('ch');
  const captured = decline ? 0 : intent.amount;
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: captured,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: BILLING_DETAILS,
    calculated_statement_descriptor: 'INSIGHT SERENITY',
    captured: !decline,
    created: seconds(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: outcome(decline),
    paid: !decline,
    payment_intent: intent.id,
    payment_method: methodId,
    payment_method_details: { card: cardDetails(card, intent.amount, authenticated), type: 'card' },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: decline ? null : `${url}/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: decline ? 'failed' : 'succeeded',
    transfer_data: null,
    transfer_group: null,
  };
}

const outcome = (decline: Decline | undefined) => ({
  advice_code: decline ? 'try_again_later' : null,
  network_advice_code: null,
  network_decline_code: decline?.networkCode ?? null,
  network_status: decline ? 'declined_by_network' : 'approved_by_network',
  reason: decline ? (decline.declineCode ?? decline.code) : null,
  risk_level: 'normal',
  risk_score: 12,
  seller_message: decline
    ? 'The bank did not return any further details with this decline.'
    : 'Payment complete.',
  type: decline ? 'issuer_declined' : 'authorized',
});

const cardDetails = (card: CardFacts, amount: number, authenticated: boolean) => ({
  ...card,
  amount_authorized: amount,
  authorization_code: null,
  checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
  electronic_commerce_indicator: null,
  extended_authorization: { status: 'disabled' },
  incremental_authorization: { status: 'unavailable' },
  installments: null,
  mandate: null,
  multicapture: { status: 'unavailable' },
  network: card.brand,
  network_token: { used: false },
  network_transaction_id: null,
  overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
  regulated_status: null,
  three_d_secure: authenticated ? THREE_D_SECURE : null,
  transaction_link_id: null,
  wallet: null,
});

const THREE_D_SECURE = {
  authentication_flow: 'challenge',
  electronic_commerce_indicator: '05',
  exemption_indicator: null,
  result: 'authenticated',
  result_reason: null,
  transaction_id: '00000000-0000-4000-8000-000000000000',
  version: '2.2.0',
};
