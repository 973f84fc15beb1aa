import { env } from '@/platform/env';
import { createStripeProvider } from './client';
import { type PaymentProvider } from './port';

let current: PaymentProvider | undefined;

/** The payment provider of this process, made from the environment on first use. */
export function stripeProvider(): PaymentProvider {
  current ??= createStripeProvider({
    secretKey: env().STRIPE_SECRET_KEY,
    webhookSecret: env().STRIPE_WEBHOOK_SECRET,
    apiBase: env().STRIPE_API_BASE,
  });
  return current;
}

/** Replaces the provider, for tests; undefined goes back to the environment's. */
export function setStripeProvider(provider: PaymentProvider | undefined): void {
  current = provider;
}
