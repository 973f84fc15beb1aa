import { type Metadata } from 'next';
import Link from 'next/link';
import { ConsultationList } from '@/components/portal/consultations/ConsultationList';
import { CreditDashboard } from '@/components/portal/CreditDashboard';
import { zoneName } from '@/components/portal/format/dates';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { EmptyState } from '@/components/ui/EmptyState';
import { Icon, type IconName } from '@/components/ui/Icon';
import { PageHeader } from '@/components/ui/PageHeader';
import { balanceOf, upcomingConsultations } from '../_lib/data';
import { requireSession } from '../_lib/session';

export const metadata: Metadata = { title: 'Dashboard' };

export default async function DashboardPage() {
  const session = await requireSession('/dashboard');
  const { client } = session;
  const [balance, upcoming] = await Promise.all([balanceOf(session), upcomingConsultations(session, 3)]);
  return (
    <div className="page grid gap-10 py-10">
      <div>
        <PageHeader
          title={client.firstName ? `Welcome, ${client.firstName}` : 'Welcome'}
          lead="Your credits and your next sessions."
          action={<ButtonLink href="/book">Book a session</ButtonLink>}
        />
        <CreditDashboard balance={balance} timezone={client.timezone} />
      </div>
      <section aria-labelledby="next-title">
        <div className="mb-5 flex flex-wrap items-baseline justify-between gap-3">
          <h2 id="next-title" className="text-xl">
            Next sessions
          </h2>
          <Link href="/consultations" className="link text-sm">
            All consultations
          </Link>
        </div>
        {upcoming.length > 0 ? (
          <>
            <ConsultationList consultations={upcoming} zone={client.timezone} />
            <p className="mt-3 text-xs text-muted">Times are in {zoneName(client.timezone, balance.asOf)}.</p>
          </>
        ) : (
          <EmptyState
            icon="calendar"
            title="No session is booked"
            action={
              <ButtonLink href="/book" variant="secondary">
                Find a time
              </ButtonLink>
            }
          />
        )}
      </section>
      <nav aria-label="Quick actions">
        <ul className="grid gap-3 sm:grid-cols-3">
          <QuickAction href="/packages" icon="ticket" name="Buy credits" />
          <QuickAction href="/credits" icon="clock" name="Credit history" />
          <QuickAction href="/payments" icon="download" name="Payments and invoices" />
        </ul>
      </nav>
    </div>
  );
}

function QuickAction({ href, icon, name }: { href: string; icon: IconName; name: string }) {
  return (
    <li>
      <Link
        href={href}
        className={
          'flex min-h-16 items-center gap-3 rounded-card border border-line bg-surface px-5 font-semibold ' +
          'shadow-rest hover:border-brand hover:text-brand-ink'
        }
      >
        <Icon name={icon} className="size-6 text-brand-ink" />
        {name}
        <Icon name="arrow" className="ml-auto size-5 text-muted" />
      </Link>
    </li>
  );
}
