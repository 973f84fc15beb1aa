import Stripe from 'stripe';
import { worldTime } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { checkMessage, translated } from './errors';
import { toProviderEvent, toProviderIntent } from './mapping';
import { type PaymentProvider, type ProviderEvent, type ProviderRefund } from './port';
import { disputeIn, toProviderRefund } from './reversals';

export interface StripeSettings {
  secretKey: string;
  webhookSecret: string;
  /** Such as https://api.stripe.com; in the demo the simulator. */
  apiBase: string;
  /** For one attempt, in milliseconds. */
  timeoutMs?: number;
  maxNetworkRetries?: number;
}

const API_VERSION = '2026-10-28.endive';
/** Seconds. Stripe signs in real time, so this is judged by the world's time, never by the adjustable clock. */
const SIGNATURE_TOLERANCE = 300;
const PAGE = 100;
const WITH_CHARGE = { expand: ['latest_charge'] };

/** The payment provider over Stripe's own SDK. */
export function createStripeProvider(settings: StripeSettings): PaymentProvider {
  const stripe = new Stripe(settings.secretKey, {
    ...address(settings.apiBase),
    apiVersion: API_VERSION,
    timeout: settings.timeoutMs ?? 20_000,
    maxNetworkRetries: settings.maxNetworkRetries ?? 2,
    telemetry: false,
  });

  return {
    createIntent: ({ paymentId, metadata, receiptEmail, idempotencyKey, ...input }) =>
      translated(async () => {
        const intent = await stripe.paymentIntents.create(
          {
            amount: input.amount,
            currency: input.currency.toLowerCase(),
            description: input.description,
            metadata: { ...metadata, paymentId },
            automatic_payment_methods: { enabled: true },
            ...(receiptEmail ? { receipt_email: receiptEmail } : {}),
          },
          { idempotencyKey },
        );
        return toProviderIntent(intent);
      }),

    retrieveIntent: (id) =>
      translated(async () => toProviderIntent(await stripe.paymentIntents.retrieve(id, WITH_CHARGE))),

    cancelIntent: (id) =>
      translated(async () => toProviderIntent(await stripe.paymentIntents.cancel(id, WITH_CHARGE))),

    listRefunds: (intentId) =>
      translated(async () => {
        const found: ProviderRefund[] = [];
        for await (const refund of stripe.refunds.list({ payment_intent: intentId, limit: PAGE }))
          found.push(toProviderRefund(refund));
        return found.reverse();
      }),

    createRefund: ({ intentId, amount, metadata, idempotencyKey }) =>
      translated(async () =>
        toProviderRefund(
          await stripe.refunds.create({ payment_intent: intentId, amount, metadata }, { idempotencyKey }),
        ),
      ),

    disputeIn,

    listEvents: ({ since, types }) =>
      translated(async () => {
        const found: ProviderEvent[] = [];
        const created = { gte: Math.floor(since.getTime() / 1000) };
        for await (const event of stripe.events.list({ created, limit: PAGE, ...(types ? { types } : {}) })) {
          found.push(toProviderEvent(event));
        }
        return found;
      }),

    verifyEvent(rawBody, signature) {
      try {
        return toProviderEvent(
          stripe.webhooks.constructEvent(
            rawBody,
            signature ?? '',
            settings.webhookSecret,
            SIGNATURE_TOLERANCE,
            undefined,
            worldTime().getTime(),
          ),
        );
      } catch (cause) {
        // Neither the body nor the header may reach the log or the answer: both come from a stranger.
        throw new DomainError('SIGNATURE_INVALID', {
          detail: { provider: 'stripe', reason: reasonOf(cause) },
        });
      }
    },

    async check() {
      try {
        const { livemode } = await stripe.balance.retrieve();
        return { ok: true, message: `Stripe answers (${livemode ? 'live' : 'test'} mode)` };
      } catch (error) {
        return { ok: false, message: checkMessage(error) };
      }
    },
  };
}

/** The SDK takes its address in three parts, and 443 as the port unless told. */
function address(apiBase: string): { host: string; port: string; protocol: 'http' | 'https' } {
  const { hostname, port, protocol } = new URL(apiBase);
  return protocol === 'http:'
    ? { host: hostname, port: port || '80', protocol: 'http' }
    : { host: hostname, port: port || '443', protocol: 'https' };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) return 'not an event';
  if (/tolerance/.test(error.message)) return 'stale';
  return /No signatures found matching/.test(error.message) ? 'no match' : 'no signature';
}
