'use client';
import { useRouter } from 'next/navigation';
import { useEffect, type ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { Icon, type IconName } from '@/components/ui/Icon';
import { Spinner } from '@/components/ui/Spinner';
import { creditCount } from '../format/credits';
import { formatMoney } from '../format/money';
import { type Told } from './outcomeOfPayment';
import { usePaymentOutcome, type PaymentOutcome } from './usePaymentOutcome';

interface Props {
  paymentId: string;
  told?: Told;
}

/** What became of a payment; the credits appear here by themselves. */
export function PaymentOutcomePanel({ paymentId, told = null }: Props) {
  const router = useRouter();
  const outcome = usePaymentOutcome(paymentId, told);
  const isGranted = outcome.state === 'granted';

  useEffect(() => {
    // Other pages kept in memory show the old balance.
    if (isGranted) router.refresh();
  }, [isGranted, router]);
  useEffect(() => {
    // A redirect leaves the payment's client secret in the address: not for history, bookmarks or logs.
    const url = new URL(window.location.href);
    if (url.searchParams.has('payment_intent_client_secret'))
      window.history.replaceState(null, '', url.pathname);
  }, []);

  return (
    <div aria-live="polite" className="animate-rise">
      {view(outcome)}
    </div>
  );
}

function view(outcome: PaymentOutcome): ReactNode {
  const { payment } = outcome;
  switch (outcome.state) {
    case 'granted':
      return <Granted outcome={outcome} />;
    case 'waiting':
      return (
        <Panel title="Thank you. Your credits are on their way" busy>
          <p>
            We are waiting for the confirmation of your payment. This usually takes a few seconds; you need
            not reload.
          </p>
        </Panel>
      );
    case 'processing':
      return (
        <Panel title="Your bank is processing the payment" busy actions={<ToDashboard />}>
          <p>
            Some methods take a few days. Your credits are added when the money has arrived, and we send you a
            message then.
          </p>
        </Panel>
      );
    case 'action-needed':
      return (
        <Panel
          icon="clock"
          title="Your bank still asks you to confirm"
          actions={<TryAgain label="Go back and confirm" />}
        >
          <p>The payment of {payment?.packageName} is not finished. Nothing has been charged so far.</p>
        </Panel>
      );
    case 'failed':
      return (
        <Panel icon="alert" tone="bad" title="The payment did not go through" actions={<TryAgain />}>
          <p>
            Nothing was charged, and no credits were added. You can try again, with the same card or another
            one.
          </p>
        </Panel>
      );
    case 'cancelled':
      return (
        <Panel icon="close" tone="bad" title="The payment was cancelled" actions={<TryAgain />}>
          <p>Nothing was charged, and no credits were added.</p>
        </Panel>
      );
    case 'settled':
      return (
        <Panel icon="info" title="This payment has changed since" actions={<ToPayments />}>
          <p>What became of it is among your payments.</p>
        </Panel>
      );
    case 'late':
      return (
        <Panel icon="mail" title="Your credits will arrive by themselves" actions={<ToDashboard />}>
          <p>
            The confirmation is taking longer than usual. If you have paid, there is nothing more to do: the
            credits appear on your dashboard, and we send you a message with the invoice. Please do not pay a
            second time.
          </p>
        </Panel>
      );
    case 'missing':
      return (
        <Panel icon="alert" tone="bad" title="There is no such payment" actions={<ToPayments />}>
          <p>It may belong to another account.</p>
        </Panel>
      );
    case 'signed-out':
      return (
        <Panel
          icon="user"
          title="Please sign in again"
          actions={<ButtonLink href="/login?next=/payments">Sign in</ButtonLink>}
        >
          <p>Your session has ended. Your payment is not affected.</p>
        </Panel>
      );
  }
}

function Granted({ outcome: { payment, balance } }: { outcome: PaymentOutcome }) {
  return (
    <Panel
      icon="check"
      tone="good"
      title="Payment received. Your credits are here"
      actions={
        <>
          <ButtonLink href="/book">Book a session</ButtonLink>
          <ToDashboard />
        </>
      }
    >
      {payment ? (
        <p>
          {creditCount(payment.credits)} from {payment.packageName} (
          {formatMoney(payment.amount, payment.currency)}) have been added. The invoice is on its way to your
          inbox
          {payment.invoiceNumber ? ` (${payment.invoiceNumber})` : ''}.
        </p>
      ) : null}
      {balance ? (
        <p className="mt-5 flex items-baseline gap-3">
          <span className="font-display text-3xl font-semibold text-brand-ink">{balance.available}</span>
          <span className="font-semibold text-ink">
            {balance.available === 1 ? 'credit' : 'credits'} available
          </span>
        </p>
      ) : null}
    </Panel>
  );
}

const ToDashboard = () => (
  <ButtonLink href="/dashboard" variant="secondary">
    To your dashboard
  </ButtonLink>
);
const ToPayments = () => (
  <ButtonLink href="/payments" variant="secondary">
    Your payments
  </ButtonLink>
);
const TryAgain = ({ label = 'Try again' }: { label?: string }) => (
  <ButtonLink href="/packages">{label}</ButtonLink>
);

interface PanelProps {
  title: string;
  icon?: IconName;
  tone?: 'good' | 'bad' | 'plain';
  busy?: boolean;
  children: ReactNode;
  actions?: ReactNode;
}

const TONES = {
  good: 'bg-good-soft text-good-ink',
  bad: 'bg-bad-soft text-bad-ink',
  plain: 'bg-brand-soft text-brand-ink',
};

function Panel({ title, icon = 'info', tone = 'plain', busy = false, children, actions }: PanelProps) {
  return (
    <section className="rounded-panel border border-line bg-surface p-6 shadow-rest sm:p-10">
      <span className={`grid size-14 place-items-center rounded-full ${TONES[tone]}`}>
        {busy ? <Spinner /> : <Icon name={icon} className="size-7" />}
      </span>
      <h2 className="mt-5 text-2xl">{title}</h2>
      <div className="mt-3 max-w-prose text-muted">{children}</div>
      {actions ? <div className="mt-7 flex flex-wrap gap-3">{actions}</div> : null}
    </section>
  );
}
