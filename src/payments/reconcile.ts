import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { type ProviderEvent, type ProviderIntent } from '@/integrations/stripe/port';
import { stripeProvider } from '@/integrations/stripe/provider';
import { type Payment } from '@/payload-types';
import { now, worldTime } from '@/platform/clock';
import { isDomainError } from '@/platform/errors';
import { receive, reviveExhausted } from '@/platform/inbox';
import { logger } from '@/platform/logger';
import { nativeCollection } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { PAYMENT_EVENT } from './applyStripeEvent';
import { convergePayment, refundFacts, TermsDiffer } from './convergePayment';
import { tellNotReconciled, tellTermsDiffer } from './paymentCases';

export interface Reconciliation {
  /** Events Stripe has and we had not; now in the inbox like any other. */
  eventsMissed: number;
  /** Payments of ours that were open for longer than a client takes, asked about at Stripe. */
  paymentsAsked: number;
  paymentsMoved: number;
  /** Payments whose terms differ from Stripe's; each is a case. */
  differences: number;
  /** Payments that could not be asked about, or brought along; each is a case, and the others are not kept waiting. */
  failures: number;
  /** Events that had been given up while something was down, and are tried again. */
  eventsRevived: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Stripe keeps events for 30 days. */
const STRIPE_KEEPS_MS = 30 * DAY_MS;
/** Looked at again each time: events may appear in Stripe's list a little late. */
const OVERLAP_MS = 60 * MINUTE_MS;
const OPEN_FOR_MS = 15 * MINUTE_MS;
/** An event has twenty tries in some four hours; after a pause as long again it gets as many. */
const REVIVE_AFTER_MS = 4 * 60 * MINUTE_MS;
const CURSORS = '_reconciliation';

interface Cursor extends Document {
  _id: 'stripe-events';
  /** Stripe's time, like Stripe's events: not the product's clock. */
  until: Date;
}

/**
 * Finds and mends what the webhooks missed: Stripe's events that are not in the inbox are put there, and payments
 * that have been open too long are brought to where Stripe says. Ends in the same state as normal delivery, or in a
 * case. Safe at any time, on two workers: events and effects have unique keys.
 * @throws DomainError PROVIDER_UNAVAILABLE
 */
export async function reconcile(
  payload: Payload,
  shouldStop: () => boolean = () => false,
): Promise<Reconciliation> {
  const eventsMissed = await fetchMissedEvents(payload);
  const eventsRevived = await reviveExhausted(payload, {
    provider: 'stripe',
    receivedAfter: new Date(now().getTime() - STRIPE_KEEPS_MS),
    deadSince: new Date(now().getTime() - REVIVE_AFTER_MS),
  });
  const result: Reconciliation = {
    eventsMissed,
    eventsRevived,
    paymentsAsked: 0,
    paymentsMoved: 0,
    differences: 0,
    failures: 0,
  };
  for (const payment of await openPayments(payload)) {
    if (shouldStop()) break;
    result.paymentsAsked += 1;
    const outcome = await askApart(payload, payment);
    if (outcome === 'moved') result.paymentsMoved += 1;
    if (outcome === 'differs') result.differences += 1;
    if (outcome === 'failed') result.failures += 1;
  }
  logger.info({ ...result }, 'reconciled with Stripe');
  return result;
}

async function fetchMissedEvents(payload: Payload): Promise<number> {
  const cursors = nativeCollection<Cursor>(payload, CURSORS);
  const cursor = await cursors.findOne({ _id: 'stripe-events' });
  const startedAt = worldTime();
  const since = new Date(
    Math.max(
      startedAt.getTime() - STRIPE_KEEPS_MS,
      // Written by a clock that was ahead, it would pass over what is still to come.
      Math.min(cursor?.until.getTime() ?? 0, startedAt.getTime()) - OVERLAP_MS,
    ),
  );
  const events = (await stripeProvider().listEvents({ since })).filter((event) =>
    PAYMENT_EVENT.test(event.type),
  );
  let missed = 0;
  for (const event of oldestFirst(events)) {
    const isNew = await receive(payload, {
      provider: 'stripe',
      eventId: event.id,
      type: event.type,
      payload: event.payload,
    });
    if (isNew) missed += 1;
  }
  // Two runs at once may both write this: the earlier time would only look at more than it must.
  await cursors.updateOne({ _id: 'stripe-events' }, { $max: { until: startedAt } }, { upsert: true });
  return missed;
}

/** Stripe lists the newest first and tells whole seconds: those of one second keep their order. */
const oldestFirst = (events: readonly ProviderEvent[]): ProviderEvent[] =>
  [...events].reverse().sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());

async function openPayments(payload: Payload): Promise<Payment[]> {
  const before = new Date(now().getTime() - OPEN_FOR_MS).toISOString();
  const found = await payload.find({
    collection: 'payments',
    where: {
      status: { in: ['created', 'processing', 'requires_action', 'failed'] },
      intentId: { exists: true },
      createdAt: { less_than: before },
    },
    pagination: false,
    depth: 0,
    overrideAccess: true,
  });
  return found.docs.filter((payment) => payment.intentId);
}

/**
 * One payment that Stripe refuses, or that we cannot bring along, must not keep those behind it from being
 * asked about.
 */
async function askApart(
  payload: Payload,
  payment: Payment,
): Promise<'same' | 'moved' | 'differs' | 'failed'> {
  try {
    return await ask(payload, payment);
  } catch (error) {
    if (isDomainError(error) && error.code === 'PROVIDER_UNAVAILABLE') throw error;
    await tellNotReconciled(payload, payment, error);
    return 'failed';
  }
}

/** A checkout left for a day is closed, so that nobody pays a price of last month. */
const ABANDONED_MS = DAY_MS;

async function ask(payload: Payload, payment: Payment): Promise<'same' | 'moved' | 'differs'> {
  const intentId = payment.intentId ?? '';
  const abandoned = now().getTime() - new Date(payment.createdAt).getTime() > ABANDONED_MS;
  const known = await stripeProvider().retrieveIntent(intentId);
  const isOpen =
    known.status === 'created' || known.status === 'requires_action' || known.status === 'failed';
  const intent = abandoned && isOpen ? await closeIntent(intentId) : known;
  const facts = intent.status === 'succeeded' ? await refundFacts(intentId) : [];
  try {
    const { note } = await inTransaction({ payload, context: { actor: 'system:reconciliation' } }, (req) =>
      convergePayment(req, intent, facts),
    );
    return note.startsWith('no change') ? 'same' : 'moved';
  } catch (error) {
    if (!(error instanceof TermsDiffer)) throw error;
    await tellTermsDiffer(payload, error);
    return 'differs';
  }
}

/** The client who pays at last, or another worker, may have been faster: then Stripe refuses, and says what is true. */
async function closeIntent(intentId: string): Promise<ProviderIntent> {
  try {
    return await stripeProvider().cancelIntent(intentId);
  } catch (error) {
    if (isDomainError(error) && error.code === 'PROVIDER_UNAVAILABLE') throw error;
    logger.info({ intent: intentId }, 'the checkout could not be closed');
    return stripeProvider().retrieveIntent(intentId);
  }
}
