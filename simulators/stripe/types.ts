/** The parts of Stripe's objects the simulator reasons about; every other field is carried along. */
export interface Resource {
  id: string;
  object: string;
  created: number;
  [field: string]: unknown;
}

export type Metadata = Record<string, string>;

export interface PaymentIntent extends Resource {
  object: 'payment_intent';
  amount: number;
  amount_received: number;
  currency: string;
  client_secret: string;
  customer: string | null;
  description: string | null;
  last_payment_error: Record<string, unknown> | null;
  latest_charge: string | null;
  metadata: Metadata;
  payment_method: string | null;
  receipt_email: string | null;
  status:
    | 'requires_payment_method'
    | 'requires_confirmation'
    | 'requires_action'
    | 'processing'
    | 'succeeded'
    | 'canceled';
}

export interface Charge extends Resource {
  object: 'charge';
  amount: number;
  amount_refunded: number;
  currency: string;
  customer: string | null;
  disputed: boolean;
  metadata: Metadata;
  payment_intent: string;
  payment_method: string;
  refunded: boolean;
  status: 'succeeded' | 'failed';
}

export interface Refund extends Resource {
  object: 'refund';
  amount: number;
  charge: string;
  payment_intent: string;
  status: 'succeeded' | 'failed';
}

export interface Dispute extends Resource {
  object: 'dispute';
  amount: number;
  charge: string;
  status: 'needs_response' | 'won' | 'lost';
}

export interface StripeEvent extends Resource {
  object: 'event';
  type: string;
  data: { object: Resource; previous_attributes?: Record<string, unknown> };
  pending_webhooks: number;
}
