import { ButtonLink } from '@/components/ui/ButtonLink';
import { Card } from '@/components/ui/Card';
import { cx } from '@/components/ui/cx';
import { EmptyState } from '@/components/ui/EmptyState';
import { Notice } from '@/components/ui/Notice';
import { LotCard } from './credits/LotCard';
import { warningsOf } from './credits/lotWords';
import { zoneName } from './format/dates';
import { type BalanceView } from './types';

interface Props {
  balance: BalanceView;
  /** The client's zone, for expiry dates. */
  timezone: string;
}

/** What a client owns: numbers, warnings, and each package with its progress and expiry. */
export function CreditDashboard({ balance, timezone }: Props) {
  if (balance.lots.length === 0 && balance.available + balance.held === 0)
    return <NothingYet hasUsedCredits={balance.used + balance.expired > 0} />;
  const expiresSoon = balance.expiring.within7Days;
  return (
    <section aria-labelledby="credits-title" className="grid gap-5">
      <h2 id="credits-title" className="sr-only">
        Your credits
      </h2>
      {warningsOf(balance).map((warning) => (
        <Notice key={warning.title} tone={warning.tone} title={warning.title}>
          {warning.text}
        </Notice>
      ))}
      <dl
        className={
          'grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line shadow-rest ' +
          'sm:grid-cols-3 lg:grid-cols-5'
        }
      >
        <Figure name="Available" value={balance.available} strong />
        <Figure name="Set aside" value={balance.held} hint="for booked sessions" />
        <Figure name="Used" value={balance.used} />
        <Figure name="Expiring in 7 days" value={expiresSoon} urgent={expiresSoon > 0} />
        <Figure name="Active packages" value={balance.activePackages} />
      </dl>
      <Card>
        <h3 className="mb-5 font-display text-xl font-semibold">Your packages</h3>
        <ul className="divide-y divide-line">
          {balance.lots.map((lot) => (
            <li key={lot.grantId} className="py-5 first:pt-0 last:pb-0">
              <LotCard lot={lot} zone={timezone} asOf={balance.asOf} />
            </li>
          ))}
        </ul>
        <p className="mt-5 text-xs text-muted">
          Credits that expire first are used first. Dates are in {zoneName(timezone, balance.asOf)}.
        </p>
      </Card>
    </section>
  );
}

interface FigureProps {
  name: string;
  value: number;
  hint?: string;
  strong?: boolean;
  urgent?: boolean;
}

function Figure({ name, value, hint, strong = false, urgent = false }: FigureProps) {
  return (
    <div
      className={cx(
        'flex flex-col-reverse justify-end gap-0.5 p-5',
        strong ? 'col-span-2 bg-brand text-on-brand lg:col-span-1' : 'bg-surface',
      )}
    >
      <dt className={cx('text-sm', !strong && 'text-muted')}>
        {name}
        {hint ? <span className="block text-xs">{hint}</span> : null}
      </dt>
      <dd className={cx('font-display text-2xl font-semibold', urgent && 'text-gold-ink')}>{value}</dd>
    </div>
  );
}

function NothingYet({ hasUsedCredits }: { hasUsedCredits: boolean }) {
  return (
    <EmptyState
      icon="ticket"
      title={hasUsedCredits ? 'All your credits are used' : 'You have no credits yet'}
      action={<ButtonLink href="/packages">See packages</ButtonLink>}
    >
      <p>Buy a package, and its credits appear here within seconds.</p>
    </EmptyState>
  );
}
