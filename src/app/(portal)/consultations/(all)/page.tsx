import { type Metadata } from 'next';
import Link from 'next/link';
import { ConsultationList } from '@/components/portal/consultations/ConsultationList';
import { zoneName } from '@/components/portal/format/dates';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { EmptyState } from '@/components/ui/EmptyState';
import { PageHeader } from '@/components/ui/PageHeader';
import { now } from '@/platform/clock';
import { pastConsultations, upcomingConsultations } from '../../_lib/data';
import { requireSession } from '../../_lib/session';

export const metadata: Metadata = { title: 'My consultations' };

const MOST = 100;

export default async function ConsultationsPage() {
  const session = await requireSession('/consultations');
  const zone = session.client.timezone;
  const [upcoming, past] = await Promise.all([
    upcomingConsultations(session, MOST),
    pastConsultations(session, MOST),
  ]);
  return (
    <div className="page py-10">
      <PageHeader
        title="My consultations"
        lead={
          <>
            Times are in {zoneName(zone, now())}. Would you rather see them in{' '}
            <Link href="/profile#calendar" className="link">
              your own calendar
            </Link>
            ?
          </>
        }
        action={<ButtonLink href="/book">Book a session</ButtonLink>}
      />
      <section aria-labelledby="upcoming-title">
        <h2 id="upcoming-title" className="mb-4 text-xl">
          Upcoming
        </h2>
        {upcoming.length > 0 ? (
          <ConsultationList consultations={upcoming} zone={zone} />
        ) : (
          <EmptyState icon="calendar" title="No session is booked">
            Pick a consultant and a time that suits you.
          </EmptyState>
        )}
      </section>
      {past.length > 0 ? (
        <section aria-labelledby="past-title" className="mt-12">
          <h2 id="past-title" className="mb-4 text-xl">
            Past and cancelled
          </h2>
          <ConsultationList consultations={past} zone={zone} />
        </section>
      ) : null}
    </div>
  );
}
