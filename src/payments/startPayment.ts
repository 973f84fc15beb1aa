import { type Payload, type PayloadRequest } from 'payload';

import { stripeProvider } from '@/integrations/stripe/provider';
import { type Package, type Payment } from '@/payload-types';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { readSettings } from '@/platform/settings';
import { inTransaction } from '@/platform/transaction';
import { takeTurn } from '@/platform/turn';

import { platformFee } from './fee';

/** A checkout left open is taken up again for this long, so that a second tab pays the same payment. */
const RESUME_MS = 23 * 3_600_000;

export interface Checkout {
  paymentId: string;
  clientSecret: string;
  amount: number;
  currency: string;
  creditsIncluded: number;
  publishableKey: string;
}

interface StartInput {
  payload: Payload;
  user: NonNullable<PayloadRequest['user']> & { collection: 'clients' };
  packageId: string;
  keep: (req: PayloadRequest, answer: { status: number; body: unknown }) => Promise<void>;
}

/**
 * Writes down what is being bought, with every term frozen, before Stripe is asked for anything.
 * @returns the payment's id.
 * @throws DomainError PACKAGE_NOT_ON_OFFER, EMAIL_NOT_VERIFIED
 */
export async function recordPayment(input: StartInput): Promise<string> {
  if (!input.user._verified) throw new DomainError('EMAIL_NOT_VERIFIED');
  const id = newId();
  return inTransaction({ payload: input.payload, user: input.user }, async (req) => {
    const offer = await req.payload.findByID({
      collection: 'packages',
      id: input.packageId,
      depth: 0,
      overrideAccess: true,
      disableErrors: true,
      req,
    });
    if (!offer?.onOffer) throw new DomainError('PACKAGE_NOT_ON_OFFER');
    // Two first requests at once would each find no open payment.
    await takeTurn(req, `checkout:${input.user.id}`);
    const open = await openPayment(req, String(input.user.id), offer);
    const paymentId = open ?? id;
    if (!open) await createPayment(req, id, String(input.user.id), offer);
    await input.keep(req, { status: 201, body: { paymentId } });
    return paymentId;
  });
}

async function openPayment(req: PayloadRequest, clientId: string, offer: Package): Promise<string | null> {
  const found = await req.payload.find({
    collection: 'payments',
    where: {
      client: { equals: clientId },
      package: { equals: offer.id },
      status: { in: ['created', 'requires_action', 'failed'] },
      amount: { equals: offer.price },
      credits: { equals: offer.credits },
      currency: { equals: offer.currency },
      validityDays: { equals: offer.validityDays },
      createdAt: { greater_than: new Date(now().getTime() - RESUME_MS).toISOString() },
    },
    limit: 1,
    pagination: false,
    depth: 0,
    overrideAccess: true,
    req,
  });
  return found.docs[0]?.id ?? null;
}

async function createPayment(
  req: PayloadRequest,
  id: string,
  clientId: string,
  offer: Package,
): Promise<void> {
  const settings = await readSettings(req.payload, req);
  await req.payload.create({
    collection: 'payments',
    depth: 0,
    overrideAccess: true,
    req,
    data: {
      id,
      client: clientId,
      package: offer.id,
      packageName: offer.name,
      credits: offer.credits,
      amount: offer.price,
      currency: offer.currency,
      status: 'created',
      validityDays: offer.validityDays,
      burnPriority: offer.burnPriority,
      bookBeforeExpiry: offer.bookBeforeExpiry,
      feeRate: settings.feeRate,
      fee: platformFee(offer.price, settings.feeRate),
      refundedAmount: 0,
      // By the product's clock, which decides how long a checkout is taken up again.
      createdAt: now().toISOString(),
    },
  });
}

const KEY_MS = 10 * 60_000;

/**
 * Stripe answers a key with what it answered first, an internal error of its own too, for a day: so a later try has
 * another. If the first did make an intent, nobody was ever told its secret, and nobody can pay it.
 */
function keyOf({ id, createdAt }: Payment): string {
  const later = Math.floor((now().getTime() - new Date(createdAt).getTime()) / KEY_MS);
  return later > 0 ? `payment:${id}:${later}` : `payment:${id}`;
}

/**
 * Makes (or finds again) the Stripe intent of a recorded payment. Asked twice, or after a crash between the two
 * steps, it answers with the same intent: Stripe is given the payment's id as idempotency key, and of two intents made
 * at once the one that was written down first is told to both.
 * @throws DomainError PROVIDER_UNAVAILABLE, PACKAGE_NOT_ON_OFFER when this checkout has ended.
 */
export async function openCheckout(
  payload: Payload,
  paymentId: string,
  publishableKey: string,
): Promise<Checkout> {
  const payment = await payload.findByID({
    collection: 'payments',
    id: paymentId,
    depth: 0,
    overrideAccess: true,
  });
  const provider = stripeProvider();
  const made = payment.intentId
    ? await provider.retrieveIntent(payment.intentId)
    : await provider.createIntent({
        paymentId,
        amount: payment.amount ?? 0,
        currency: payment.currency,
        description: `${payment.packageName}: ${payment.credits} credits`,
        metadata: { paymentId },
        idempotencyKey: keyOf(payment),
      });
  const intentId = payment.intentId ?? (await rememberIntent(payload, payment.id, made.id));
  const intent = intentId === made.id ? made : await provider.retrieveIntent(intentId);
  if (!intent.clientSecret) throw new DomainError('PROVIDER_UNAVAILABLE');
  return {
    paymentId,
    clientSecret: intent.clientSecret,
    amount: payment.amount ?? 0,
    currency: payment.currency,
    creditsIncluded: payment.credits,
    publishableKey,
  };
}

/** @returns the intent of the payment: this one, or the one another request has written down meanwhile */
async function rememberIntent(payload: Payload, id: string, intentId: string): Promise<string> {
  return inTransaction({ payload }, async (req) => {
    const payment = await req.payload.findByID({
      collection: 'payments',
      id,
      depth: 0,
      overrideAccess: true,
      req,
    });
    if (payment.intentId) return payment.intentId;
    await req.payload.update({
      collection: 'payments',
      id,
      data: { intentId },
      depth: 0,
      overrideAccess: true,
      req,
    });
    return intentId;
  });
}
