import Stripe from 'stripe';
import { DomainError } from '@/platform/errors';

/** Runs one call and translates what Stripe throws. */
export async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw asDomainError(error);
  }
}

/**
 * PROVIDER_UNAVAILABLE when the same call may succeed later: no connection, timeout, 5xx, an answer that is
 * not JSON, too many requests, or our idempotency key still at work (409). Otherwise INTERNAL: repeating it
 * changes nothing. The detail names Stripe's code and request, never the message, which may hold names.
 */
function asDomainError(error: unknown): DomainError {
  if (!(error instanceof Stripe.errors.StripeError)) return new DomainError('INTERNAL', { cause: error });
  const { type, code, statusCode: status, requestId, param, decline_code: declineCode } = error;
  const detail = { provider: 'stripe', type, code, status, requestId, param, declineCode };
  return new DomainError(isTransient(error) ? 'PROVIDER_UNAVAILABLE' : 'INTERNAL', { detail, cause: error });
}

const isTransient = (error: Stripe.errors.StripeError): boolean =>
  error instanceof Stripe.errors.StripeConnectionError ||
  error instanceof Stripe.errors.StripeRateLimitError ||
  error instanceof Stripe.errors.StripeAPIError;

/** One line for the health page. */
export function checkMessage(error: unknown): string {
  if (error instanceof Stripe.errors.StripeAuthenticationError) return 'Stripe refuses the secret key';
  if (error instanceof Stripe.errors.StripePermissionError) return 'The Stripe key may not read the balance';
  if (error instanceof Stripe.errors.StripeConnectionError) return 'Stripe does not answer';
  if (error instanceof Stripe.errors.StripeError)
    return `Stripe answers with an error (${error.statusCode ?? error.type})`;
  return 'Stripe could not be asked';
}
