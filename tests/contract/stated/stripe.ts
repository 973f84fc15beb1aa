import { z } from 'zod';
import { flag, number, type StatedProvider } from './form';

/** What the product relies on of Stripe: the calls it makes, and what it reads of answers and events. */

const id = z.string().min(1);
const amount = z.int();
/** Another object by its id, or whole where that was asked for. */
const named = z.union([id, z.object({ id })]);

const charge = z.object({
  id,
  payment_method_details: z
    .object({
      type: z.string(),
      card: z.object({ brand: z.string().nullable(), last4: z.string().nullable() }).optional(),
    })
    .nullable(),
});

export const intent = z.object({
  id,
  client_secret: z.string().nullable(),
  status: z.string(),
  amount,
  amount_received: amount,
  currency: z.string(),
  metadata: z.object({ paymentId: z.string().optional() }),
  latest_charge: z.union([id, charge]).nullable(),
  last_payment_error: z.object({ message: z.string().optional() }).nullable(),
});

export const refund = z.object({
  id,
  payment_intent: named.nullable(),
  amount,
  status: z.string().nullable(),
  failure_reason: z.string().optional(),
  metadata: z.object({ requestId: z.string().optional() }).nullable(),
});

export const dispute = z.object({
  object: z.literal('dispute'),
  id,
  payment_intent: named.nullable(),
  amount,
  status: z.string(),
  reason: z.string(),
  evidence_details: z.object({ due_by: z.int().nullable() }),
});

const event = <Subject extends z.ZodType>(object: Subject) =>
  z.object({
    id,
    type: z.string(),
    created: z.int(),
    api_version: z.string().nullable(),
    livemode: z.boolean(),
    data: z.object({ object }),
  });

/** Whatever an event is about: it names the intent, or is it. */
export const anyEvent = event(
  z.object({
    object: z.string(),
    id: id.optional(),
    payment_intent: named.nullish(),
  }),
);

const aboutIntent = event(z.object({ object: z.literal('payment_intent'), id }));
const about = (object: string) =>
  event(z.object({ object: z.literal(object), id, payment_intent: named.nullable() }));
const aboutRefund = about('refund');
export const disputeEvent = event(dispute);

const page = (item: z.ZodType) => z.object({ data: z.array(item), has_more: z.boolean() });
const expand = z.array(z.literal('latest_charge'));

export const stripe: StatedProvider = {
  calls: {
    'POST /v1/payment_intents': {
      body: z.strictObject({
        amount: number,
        currency: z.string().regex(/^[a-z]{3}$/),
        description: z.string(),
        metadata: z.record(z.string(), z.string()),
        automatic_payment_methods: z.strictObject({ enabled: flag }),
        receipt_email: z.string().optional(),
      }),
      status: 200,
      answer: intent,
    },
    'GET /v1/payment_intents/{intent}': { query: z.strictObject({ expand }), status: 200, answer: intent },
    'POST /v1/payment_intents/{intent}/cancel': {
      body: z.strictObject({ expand }),
      status: 200,
      answer: intent,
    },
    'POST /v1/refunds': {
      body: z.strictObject({
        payment_intent: id,
        amount: number,
        metadata: z.record(z.string(), z.string()),
      }),
      status: 200,
      answer: refund,
    },
    'GET /v1/refunds': {
      query: z.strictObject({ payment_intent: id, limit: number, starting_after: id.optional() }),
      status: 200,
      answer: page(refund),
    },
    'GET /v1/events': {
      query: z.strictObject({
        created: z.strictObject({ gte: number }),
        limit: number,
        types: z.array(z.string()).max(20).optional(),
        starting_after: id.optional(),
      }),
      status: 200,
      answer: page(anyEvent),
    },
    'GET /v1/balance': { status: 200, answer: z.object({ livemode: z.boolean() }) },
  },
  refusal: z.object({
    error: z.object({
      type: z.string(),
      code: z.string().optional(),
      param: z.string().optional(),
      decline_code: z.string().optional(),
    }),
  }),
  webhooks: {
    'payment_intent.succeeded': aboutIntent,
    'payment_intent.processing': aboutIntent,
    'payment_intent.payment_failed': aboutIntent,
    'payment_intent.canceled': aboutIntent,
    'payment_intent.requires_action': aboutIntent,
    'charge.refunded': about('charge'),
    'refund.created': aboutRefund,
    'refund.updated': aboutRefund,
    'refund.failed': aboutRefund,
    'charge.dispute.created': disputeEvent,
    'charge.dispute.updated': disputeEvent,
    'charge.dispute.closed': disputeEvent,
    'charge.dispute.funds_withdrawn': disputeEvent,
    'charge.dispute.funds_reinstated': disputeEvent,
  },
};

/** What Stripe's description leaves open, and the product reads where it is there. */
export const BEYOND_DESCRIPTION = [
  // In a list of events only the type of each says what it is about.
  'GET /v1/events answer.data[].data.object.id is not described',
  'GET /v1/events answer.data[].data.object.payment_intent is not described',
];
