'use client';
import { type Stripe } from '@stripe/stripe-js';
import { useCallback, useEffect, useState } from 'react';
import { checkoutIntent, type CheckoutIntent } from './checkoutIntent';
import { forgetIntentKey } from './intentKey';
import { loadStripeFrom } from './loadStripeFrom';
import { type PaymentProblem } from './paymentResult';

export type Checkout =
  | { state: 'preparing' }
  | { state: 'ready'; intent: CheckoutIntent; stripe: Stripe }
  /** Paid, or being paid, before this form opened, wherever that was; our server may not have heard of it yet. */
  | { state: 'settled'; intent: CheckoutIntent; kind: 'paid' | 'processing' }
  | { state: 'failed'; problem: PaymentProblem };

/** Opens the payment of one package: intent, Stripe, and whether it is still to be paid. */
export function useCheckout(packageId: string, stripeJsUrl: string) {
  const [attempt, setAttempt] = useState(0);
  const [checkout, setCheckout] = useState<Checkout>({ state: 'preparing' });

  useEffect(() => {
    let isHere = true;
    void prepare(packageId, stripeJsUrl).then((prepared) => {
      if (isHere) setCheckout(prepared);
    });
    return () => {
      isHere = false;
    };
  }, [packageId, stripeJsUrl, attempt]);

  const retry = useCallback(() => {
    setCheckout({ state: 'preparing' });
    setAttempt((count) => count + 1);
  }, []);
  const startAnew = useCallback(() => {
    forgetIntentKey(packageId);
    retry();
  }, [packageId, retry]);

  return { checkout, retry, startAnew };
}

async function prepare(packageId: string, stripeJsUrl: string): Promise<Checkout> {
  const answer = await checkoutIntent(packageId);
  if (!answer.ok) return { state: 'failed', problem: answer.problem };
  const { intent } = answer;
  const stripe = await loadStripeFrom(stripeJsUrl, intent.publishableKey).catch(() => null);
  if (!stripe) return { state: 'failed', problem: NO_SCRIPT };
  // The server goes on with a payment that is open to its knowledge: only Stripe knows whether it has been
  // paid meanwhile.
  const { paymentIntent } = await stripe.retrievePaymentIntent(intent.clientSecret);
  if (paymentIntent?.status === 'succeeded') return { state: 'settled', intent, kind: 'paid' };
  if (paymentIntent?.status === 'processing') return { state: 'settled', intent, kind: 'processing' };
  if (paymentIntent?.status === 'canceled') {
    forgetIntentKey(packageId);
    return prepare(packageId, stripeJsUrl);
  }
  return { state: 'ready', intent, stripe };
}

const NO_SCRIPT: PaymentProblem = {
  code: 'NETWORK',
  message:
    'The payment form could not be loaded. Check your connection, and that nothing in your browser ' +
    'blocks Stripe, then try again.',
};
