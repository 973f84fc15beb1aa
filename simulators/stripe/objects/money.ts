import { newId, seconds } from '../ids';
import { type Charge, type Dispute, type Refund, type Resource } from '../types';

const DAY = 86_400;

interface Movement {
  type: 'charge' | 'refund' | 'refund_failure' | 'adjustment';
  reportingCategory: string;
  amount: number;
  fee: number;
  currency: string;
  source: string;
  description: string | null;
}

/** One movement on the account's balance. */
export function newBalanceTransaction(movement: Movement): Resource {
  const { amount, fee, currency } = movement;
  const fees = {
    amount: fee,
    application: null,
    currency,
    description: 'Stripe processing fees',
    type: 'stripe_fee',
  };
  return {
    id: newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: seconds() + 5 * DAY,
    balance_type: 'payments',
    created: seconds(),
    currency,
    description: movement.description,
    exchange_rate: null,
    fee,
    fee_details: fee ? [fees] : [],
    net: amount - fee,
    reporting_category: movement.reportingCategory,
    source: movement.source,
    status: 'pending',
    type: movement.type,
  };
}

/** What Stripe keeps of a card payment: 2.9 % and 30 minor units. */
export const processingFee = (amount: number): number => Math.round(amount * 0.029) + 30;

export interface RefundFields {
  charge: Charge;
  amount: number;
  reason: string | null;
  metadata: Record<string, string>;
}

export function newRefund({ charge, amount, reason, metadata }: RefundFields): Refund {
  return {
    id: newId('re'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: seconds(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
}

const EVIDENCE = [
  'access_activity_log', 'billing_address', 'cancellation_policy', 'cancellation_policy_disclosure',
  'cancellation_rebuttal', 'customer_communication', 'customer_email_address', 'customer_name', 'customer_purchase_ip',
  'customer_signature', 'duplicate_charge_documentation', 'duplicate_charge_explanation', 'duplicate_charge_id',
  'product_description', 'receipt', 'refund_policy', 'refund_policy_disclosure', 'refund_refusal_explanation',
  'service_date', 'service_documentation', 'shipping_address', 'shipping_carrier', 'shipping_date',
  'shipping_documentation', 'shipping_tracking_number', 'uncategorized_file', 'uncategorized_text',
]; // prettier-ignore

export function newDispute(charge: Charge, reason: string): Dispute {
  return {
    id: newId('du'),
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created: seconds(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: { ...Object.fromEntries(EVIDENCE.map((name) => [name, null])), enhanced_evidence: {} },
    evidence_details: {
      due_by: seconds() + 9 * DAY,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: { brand: 'visa', case_type: 'chargeback', network: 'visa', network_reason_code: '10.4' },
      type: 'card',
    },
    reason,
    status: 'needs_response',
  };
}
