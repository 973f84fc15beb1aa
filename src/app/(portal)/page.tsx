import { type ReactNode } from 'react';
import { ChooseLink } from '@/components/portal/checkout/ChooseLink';
import { Guarantee } from '@/components/portal/checkout/Guarantee';
import { PackageGrid } from '@/components/portal/checkout/PackageGrid';
import { sessionPriceSentence } from '@/components/portal/format/sessionPrices';
import { HorizonArt } from '@/components/portal/HorizonArt';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { Icon, type IconName } from '@/components/ui/Icon';
import { offeredPackages, sessionPrices } from './_lib/data';
import { currentClient } from './_lib/session';

export default async function LandingPage() {
  const [client, packages, prices] = await Promise.all([currentClient(), offeredPackages(), sessionPrices()]);
  return (
    <>
      <Hero isSignedIn={client !== null} />
      <HowItWorks />
      <section id="packages" aria-labelledby="packages-title" className="page py-16">
        <SectionTitle id="packages-title" eyebrow="Packages" title="Buy once, use when it matters">
          Every package works with every consultant. {sessionPriceSentence(prices)}
        </SectionTitle>
        <PackageGrid
          offers={packages}
          action={(offer) => <ChooseLink offer={offer} isSignedIn={client !== null} />}
        />
        <div className="mt-2">
          <Guarantee />
        </div>
      </section>
      <Promises />
    </>
  );
}

function Hero({ isSignedIn }: { isSignedIn: boolean }) {
  return (
    <section className="border-b border-line bg-surface">
      <div
        className={
          'page grid items-center gap-10 py-12 md:grid-cols-[minmax(0,1.1fr)_minmax(0,0.9fr)] md:py-16 ' +
          'lg:gap-16'
        }
      >
        <div className="min-w-0">
          <p className="eyebrow">Consultations for businesses</p>
          <h1 className="mt-4 text-3xl">Clear counsel for the decisions that count.</h1>
          <p className="mt-5 max-w-prose text-lg text-muted">
            Speak with a senior consultant when you need one, not when a retainer says so. Buy credits, pick a
            time in your own time zone, and meet on Zoom. You always see where each credit went.
          </p>
          <div className="mt-8 flex flex-wrap gap-3">
            {isSignedIn ? (
              <ButtonLink href="/book" size="lg">
                Book a session
              </ButtonLink>
            ) : (
              <ButtonLink href="/register" size="lg">
                Start with a free session
              </ButtonLink>
            )}
            <ButtonLink href="/packages" size="lg" variant="secondary">
              See packages
            </ButtonLink>
          </div>
          <p className="mt-4 text-sm text-muted">Your first credit is free. No card needed.</p>
        </div>
        <HorizonArt className="h-56 w-full rounded-panel object-cover md:h-96" />
      </div>
    </section>
  );
}

const STEPS: { icon: IconName; title: string; text: string }[] = [
  {
    icon: 'ticket',
    title: 'Choose a package',
    text: 'Pay once by card, Apple Pay or Google Pay. The credits are there within seconds, with an invoice.',
  },
  {
    icon: 'calendar',
    title: 'Book your expert',
    text: 'See who is free, in your time zone. A credit is set aside, and the invitation lands in your calendar.',
  },
  {
    icon: 'video',
    title: 'Meet and move on',
    text: 'Join with one click. The credit is used only when the session has taken place.',
  },
];

function HowItWorks() {
  return (
    <section id="how-it-works" aria-labelledby="how-title" className="page py-16">
      <SectionTitle id="how-title" eyebrow="How it works" title="From question to answer in three steps" />
      <ol className="grid gap-8 md:grid-cols-3">
        {STEPS.map(({ icon, title, text }, index) => (
          <li key={title} className="border-t-2 border-brand pt-5">
            <span className="flex items-center gap-3 text-brand-ink">
              <Icon name={icon} className="size-7" />
              <span className="text-sm font-semibold">Step {index + 1}</span>
            </span>
            <h3 className="mt-4 text-lg font-semibold">{title}</h3>
            <p className="mt-1.5 text-muted">{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

const PROMISES: { icon: IconName; title: string; text: string }[] = [
  {
    icon: 'info',
    title: 'No surprises',
    text: 'Before you cancel, you see what happens to the credit. Before you pay, you see the whole price.',
  },
  {
    icon: 'globe',
    title: 'Your time zone',
    text: 'Every time is shown in your zone and says so. Daylight saving is our problem, not yours.',
  },
  {
    icon: 'clock',
    title: 'Fair warning',
    text: 'We write seven days and one day before a credit expires, and remind you of every session.',
  },
];

function Promises() {
  return (
    <section id="fair" aria-labelledby="fair-title" className="page py-10">
      <SectionTitle id="fair-title" eyebrow="Our promises" title="Calm, because everything is clear" />
      <ul className="grid gap-8 md:grid-cols-3">
        {PROMISES.map(({ icon, title, text }) => (
          <li key={title} className="flex gap-4">
            <span className="grid size-11 shrink-0 place-items-center rounded-full bg-brand-soft text-brand-ink">
              <Icon name={icon} />
            </span>
            <div>
              <h3 className="text-lg font-semibold">{title}</h3>
              <p className="mt-1 text-muted">{text}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SectionTitle({
  id,
  eyebrow,
  title,
  children,
}: {
  id: string;
  eyebrow: string;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className="mb-9 max-w-3xl">
      <p className="eyebrow">{eyebrow}</p>
      <h2 id={id} className="mt-2 text-2xl">
        {title}
      </h2>
      {children ? <p className="mt-3 text-muted">{children}</p> : null}
    </div>
  );
}
