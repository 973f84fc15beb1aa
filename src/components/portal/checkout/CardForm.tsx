'use client';
import { PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import { useEffect, useId, useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/Button';
import { Notice } from '@/components/ui/Notice';
import { Skeleton } from '@/components/ui/Skeleton';
import { formatMoney } from '../format/money';
import { judgeConfirmation, NOT_REACHED, type PaymentProblem } from './paymentResult';

interface Props {
  paymentId: string;
  amount: number;
  currency: string;
  onSettled: (kind: 'paid' | 'processing') => void;
  onRefused: (problem: PaymentProblem) => void;
}

const NOT_LOADED: PaymentProblem = {
  code: 'load_error',
  message: 'The payment fields could not be shown. Please reload the page.',
};

/** Stripe's fields and the button that pays. Lives inside `<Elements>`. */
export function CardForm({ paymentId, amount, currency, onSettled, onRefused }: Props) {
  const stripe = useStripe();
  const elements = useElements();
  const hintId = useId();
  const [isReady, setReady] = useState(false);
  const [isComplete, setComplete] = useState(false);
  const [isPaying, setPaying] = useState(false);
  const [problem, setProblem] = useState<PaymentProblem | null>(null);
  useLeaveWarning(isPaying);

  const refuse = (refused: PaymentProblem) => {
    setProblem(refused);
    onRefused(refused);
  };
  const pay = async (event: FormEvent) => {
    event.preventDefault();
    if (!stripe || !elements || isPaying || !isComplete) return;
    setProblem(null);
    setPaying(true);
    const confirmation = stripe.confirmPayment({
      elements,
      confirmParams: { return_url: `${window.location.origin}/checkout/${paymentId}` },
      redirect: 'if_required',
    });
    // Stripe answers with an error; should it throw all the same, the client can press again.
    const result = await confirmation.then(judgeConfirmation, () => NOT_REACHED);
    setPaying(false);
    if (result.kind === 'refused') refuse(result.problem);
    else onSettled(result.kind);
  };

  return (
    <form method="post" onSubmit={(event) => void pay(event)} className="grid gap-5" aria-busy={isPaying}>
      {isReady ? null : <Skeleton className="h-56 w-full" />}
      <div className={isReady ? undefined : 'invisible h-0 overflow-hidden'}>
        <PaymentElement
          options={{ layout: 'tabs' }}
          onReady={() => setReady(true)}
          onChange={(event) => setComplete(event.complete)}
          onLoadError={() => refuse(NOT_LOADED)}
        />
      </div>
      {problem ? (
        <Notice tone="bad" live title="The payment did not go through">
          {problem.message}
        </Notice>
      ) : null}
      <Button
        type="submit"
        size="lg"
        busy={isPaying}
        unavailable={!isReady || !isComplete}
        aria-describedby={hintId}
        className="w-full"
      >
        {isPaying ? 'Paying…' : `Pay ${formatMoney(amount, currency)}`}
      </Button>
      <p id={hintId} className="text-center text-sm text-muted" aria-live="polite">
        {hint(isPaying, isComplete)}
      </p>
    </form>
  );
}

function hint(isPaying: boolean, isComplete: boolean): string {
  if (isPaying) return 'Please keep this window open. Your bank may ask you to confirm.';
  return isComplete
    ? 'You are charged once, when you press the button.'
    : 'Complete the payment details to go on.';
}

/** Asks before the window closes in the middle of a payment. */
function useLeaveWarning(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isOn]);
}
