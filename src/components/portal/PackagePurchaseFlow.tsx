'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Card } from '@/components/ui/Card';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon } from '@/components/ui/Icon';
import { StepHeading } from '@/components/ui/StepHeading';
import { useHasMoved } from '@/components/ui/useHasMoved';
import { Steps } from '@/components/ui/Steps';
import { ChooseLink } from './checkout/ChooseLink';
import { Guarantee } from './checkout/Guarantee';
import { OpenPayments } from './checkout/OpenPayments';
import { OrderSummary } from './checkout/OrderSummary';
import { PackageGrid } from './checkout/PackageGrid';
import { PaymentOutcomePanel } from './checkout/PaymentOutcomePanel';
import { StripePaymentForm } from './StripePaymentForm';
import { type PackageView } from './types';

interface Props {
  packages: PackageView[];
  /** A visitor may look and compare; choosing leads to signing in and back. */
  isSignedIn: boolean;
  /** Chosen already, by the address. */
  initialPackageId?: string;
  stripeJsUrl?: string;
}

type Step = { name: 'choose' } | { name: 'pay'; offer: PackageView } | { name: 'done'; paymentId: string };

const STEPS = ['Choose', 'Pay', 'Done'];
const POSITION = { choose: 0, pay: 1, done: 2 };

/** Choose a package, pay, see the credits appear: on one page, without a reload. */
export function PackagePurchaseFlow({ packages, isSignedIn, initialPackageId, stripeJsUrl }: Props) {
  const initial = isSignedIn ? packages.find((offer) => offer.id === initialPackageId) : undefined;
  const [step, setStep] = useState<Step>(initial ? { name: 'pay', offer: initial } : { name: 'choose' });
  const hasMoved = useHasMoved(step.name);
  const go = (next: Step) => {
    setStep(next);
    window.scrollTo({ top: 0 });
  };

  if (packages.length === 0) {
    return (
      <EmptyState icon="ticket" title="Nothing is on offer at the moment">
        Please come back soon, or write to us.
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-8">
      {isSignedIn ? (
        <Steps names={STEPS} current={POSITION[step.name]} label="Progress of your purchase" />
      ) : null}
      {step.name === 'choose' ? (
        <Choose
          packages={packages}
          isSignedIn={isSignedIn}
          takesFocus={hasMoved}
          onChoose={(offer) => go({ name: 'pay', offer })}
        />
      ) : null}
      {step.name === 'pay' ? (
        <Pay
          offer={step.offer}
          stripeJsUrl={stripeJsUrl}
          takesFocus={hasMoved}
          onBack={() => go({ name: 'choose' })}
          onPaid={(paymentId) => go({ name: 'done', paymentId })}
        />
      ) : null}
      {step.name === 'done' ? <PaymentOutcomePanel paymentId={step.paymentId} told="paid" /> : null}
    </div>
  );
}

interface ChooseProps {
  packages: PackageView[];
  isSignedIn: boolean;
  takesFocus: boolean;
  onChoose: (offer: PackageView) => void;
}

function Choose({ packages, isSignedIn, takesFocus, onChoose }: ChooseProps) {
  return (
    <section className="grid gap-6">
      <StepHeading takesFocus={takesFocus}>Choose a package</StepHeading>
      {isSignedIn ? <OpenPayments /> : null}
      <PackageGrid
        offers={packages}
        action={(offer) =>
          isSignedIn ? (
            <ChooseButton offer={offer} onChoose={onChoose} />
          ) : (
            <ChooseLink offer={offer} isSignedIn={false} />
          )
        }
      />
      <Guarantee />
    </section>
  );
}

function ChooseButton({ offer, onChoose }: { offer: PackageView; onChoose: (offer: PackageView) => void }) {
  return (
    <Button variant={offer.badge ? 'primary' : 'secondary'} onClick={() => onChoose(offer)}>
      Choose<span className="sr-only"> {offer.name}</span>
    </Button>
  );
}

interface PayProps {
  offer: PackageView;
  stripeJsUrl: string | undefined;
  takesFocus: boolean;
  onBack: () => void;
  onPaid: (paymentId: string) => void;
}

function Pay({ offer, stripeJsUrl, takesFocus, onBack, onPaid }: PayProps) {
  return (
    <section className="grid gap-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <StepHeading takesFocus={takesFocus}>Pay for {offer.name}</StepHeading>
        <Button variant="quiet" size="sm" onClick={onBack}>
          <Icon name="back" /> Choose another package
        </Button>
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card className="sm:p-8">
          <StripePaymentForm
            packageId={offer.id}
            packageName={offer.name}
            amount={offer.price}
            creditsIncluded={offer.credits}
            currency={offer.currency}
            stripeJsUrl={stripeJsUrl}
            onSuccess={({ paymentId }) => onPaid(paymentId)}
            onError={stay}
          />
        </Card>
        <div className="grid gap-5">
          <OrderSummary offer={offer} />
          <Guarantee />
        </div>
      </div>
    </section>
  );
}

/** The form tells of a refusal itself and stays open for another try. */
function stay(): void {}
