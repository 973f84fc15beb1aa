'use client';
import { Elements } from '@stripe/react-stripe-js';
import { useEffect, useEffectEvent, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { Notice } from '@/components/ui/Notice';
import { Skeleton } from '@/components/ui/Skeleton';
import { CardForm } from './checkout/CardForm';
import { type CheckoutIntent } from './checkout/checkoutIntent';
import { forgetIntentKey } from './checkout/intentKey';
import { announcePaid, onPaidElsewhere } from './checkout/paidElsewhere';
import { type PaymentProblem } from './checkout/paymentResult';
import { useAppearance } from './checkout/useAppearance';
import { useCheckout } from './checkout/useCheckout';
import { formatMoney } from './format/money';

export interface StripePaymentFormProps {
  packageId: string;
  packageName: string;
  /** Minor units, as shown when the package was chosen. */
  amount: number;
  creditsIncluded: number;
  /** Paid, or accepted and on its way. The credits follow when our server has heard of it from Stripe. */
  onSuccess: (payment: { paymentId: string; kind: 'paid' | 'processing' }) => void;
  /** Each refusal; the form has told the client already and stays open for another try. */
  onError: (problem: PaymentProblem) => void;
  currency?: string;
  /** Where Stripe.js is loaded from. */
  stripeJsUrl?: string;
}

const STRIPE_JS = 'https://js.stripe.com/endive/stripe.js';

/**
 * Pays for one package: opens the payment with our server, shows Stripe's Payment Element, confirms.
 * One payment per package and tab, however often the form is opened or the page reloaded.
 */
export function StripePaymentForm(props: StripePaymentFormProps) {
  const { packageId, packageName, onSuccess, onError, stripeJsUrl = STRIPE_JS } = props;
  const { checkout, retry, startAnew } = useCheckout(packageId, stripeJsUrl);
  const appearance = useAppearance();
  const [isPaidElsewhere, setPaidElsewhere] = useState(false);
  const failure = checkout.state === 'failed' ? checkout.problem : null;

  useEffect(() => onPaidElsewhere(packageId, () => setPaidElsewhere(true)), [packageId]);
  // The latest callback, so that a failure is reported once and not per render of the parent.
  const report = useEffectEvent(onError);
  useEffect(() => {
    if (failure) report(failure);
  }, [failure]);

  const settle = (intent: CheckoutIntent, kind: 'paid' | 'processing') => {
    forgetIntentKey(packageId);
    announcePaid(packageId);
    onSuccess({ paymentId: intent.paymentId, kind });
  };

  if (checkout.state === 'failed') return <NotOpened problem={checkout.problem} onRetry={retry} />;
  if (checkout.state === 'settled') {
    return (
      <AlreadyPaid
        packageName={packageName}
        paymentId={checkout.intent.paymentId}
        kind={checkout.kind}
        onAgain={startAnew}
      />
    );
  }
  if (checkout.state === 'preparing' || !appearance) return <Preparing />;
  const { intent, stripe } = checkout;
  return (
    <div className="grid gap-5">
      {isPaidElsewhere ? (
        <Notice tone="warn" live title={`You have just bought ${packageName} in another tab`}>
          Go on only if you want to buy it a second time.
        </Notice>
      ) : null}
      <PriceChange {...props} intent={intent} />
      <Elements
        key={intent.clientSecret}
        stripe={stripe}
        options={{ clientSecret: intent.clientSecret, appearance }}
      >
        <CardForm
          paymentId={intent.paymentId}
          amount={intent.amount}
          currency={intent.currency}
          onSettled={(kind) => settle(intent, kind)}
          onRefused={onError}
        />
      </Elements>
    </div>
  );
}

function Preparing() {
  return (
    <div role="status" className="grid gap-5">
      <span className="sr-only">Preparing the payment form…</span>
      <Skeleton className="h-56 w-full" />
      <Skeleton className="h-13 w-full" />
    </div>
  );
}

/** The price may have been edited between choosing and paying; what counts is what will be charged. */
function PriceChange({ amount, currency, intent }: StripePaymentFormProps & { intent: CheckoutIntent }) {
  if (intent.amount === amount) return null;
  return (
    <Notice tone="warn" live title="The price has changed">
      It was {formatMoney(amount, currency ?? intent.currency)} and is now{' '}
      {formatMoney(intent.amount, intent.currency)}.
    </Notice>
  );
}

function NotOpened({ problem, onRetry }: { problem: PaymentProblem; onRetry: () => void }) {
  const isGone = problem.code === 'PACKAGE_NOT_ON_OFFER' || problem.code === 'NOT_FOUND';
  return (
    <div className="grid gap-4">
      <Notice
        tone="bad"
        live
        title={isGone ? 'This package is no longer on offer' : 'The payment could not be started'}
      >
        {isGone
          ? 'Please choose another one. Nothing was charged.'
          : `${problem.message} Nothing was charged.`}
      </Notice>
      {isGone ? null : (
        <Button variant="secondary" onClick={onRetry} className="justify-self-start">
          Try again
        </Button>
      )}
    </div>
  );
}

interface AlreadyPaidProps {
  packageName: string;
  paymentId: string;
  kind: 'paid' | 'processing';
  onAgain: () => void;
}

/** Our own record may still call it open: its page is told what Stripe said, so that it does not say otherwise. */
function AlreadyPaid({ packageName, paymentId, kind, onAgain }: AlreadyPaidProps) {
  const told =
    kind === 'paid'
      ? {
          title: 'This payment has been made already',
          text: `${packageName} is paid, and the confirmation is on its way: the credits appear by themselves.`,
          query: '?redirect_status=succeeded',
        }
      : {
          title: 'Your bank is processing this payment already',
          text: `The credits of ${packageName} are added when the money has arrived.`,
          query: '',
        };
  return (
    <div className="grid gap-4">
      <Notice tone="good" live title={told.title}>
        {told.text} You do not need to pay again.
      </Notice>
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={`/checkout/${paymentId}${told.query}`}>See the payment</ButtonLink>
        <Button variant="secondary" onClick={onAgain}>
          Buy it a second time
        </Button>
      </div>
    </div>
  );
}
