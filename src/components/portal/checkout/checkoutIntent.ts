import { api, type Answer, type Problem } from '../api';
import { number, text } from '../views/read';
import { forgetIntentKey, intentKey } from './intentKey';

export interface CheckoutIntent {
  paymentId: string;
  clientSecret: string;
  amount: number;
  currency: string;
  publishableKey: string;
}

export type IntentAnswer = { ok: true; intent: CheckoutIntent } | { ok: false; problem: Problem };

/** Requests under way by key: a component that mounts twice asks once. */
const underWay = new Map<string, Promise<Answer>>();

/** The payment intent for this package in this tab: the open one when there is one, else a new one. */
export async function checkoutIntent(packageId: string): Promise<IntentAnswer> {
  const answer = await ask(packageId, intentKey(packageId));
  if (!answer.ok) return answer;
  const { data } = answer;
  return {
    ok: true,
    intent: {
      paymentId: text(data.paymentId),
      clientSecret: text(data.clientSecret),
      amount: number(data.amount),
      currency: text(data.currency) || 'USD',
      publishableKey: text(data.publishableKey),
    },
  };
}

async function ask(packageId: string, key: string): Promise<Answer> {
  const request =
    underWay.get(key) ??
    api('/api/payments/create-payment-intent', { method: 'POST', body: { packageId }, idempotencyKey: key });
  underWay.set(key, request);
  const answer = await request;
  underWay.delete(key);
  // The key was spent on something else, e.g. by another client in this tab: start afresh next time.
  if (!answer.ok && answer.problem.code === 'IDEMPOTENCY_CONFLICT') forgetIntentKey(packageId);
  return answer;
}
