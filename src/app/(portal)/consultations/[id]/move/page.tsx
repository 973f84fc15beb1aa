import { type Metadata } from 'next';
import Link from 'next/link';
import { notFound, redirect } from 'next/navigation';
import { MoveFlow } from '@/components/portal/consultations/MoveFlow';
import { movableUntil } from '@/components/portal/consultations/statusWords';
import { formatDay, formatTimeRange, zoneName } from '@/components/portal/format/dates';
import { Icon } from '@/components/ui/Icon';
import { now } from '@/platform/clock';
import { consultation as readConsultation } from '../../../_lib/data';
import { requireSession } from '../../../_lib/session';

export const metadata: Metadata = { title: 'Move your session' };

export default async function MovePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const session = await requireSession(`/consultations/${id}/move`);
  const consultation = await readConsultation(session, id);
  if (!consultation) notFound();
  if (consultation.status !== 'booked' || now() > movableUntil(consultation))
    redirect(`/consultations/${id}`);
  const { startsAt, endsAt } = consultation;
  const { timezone } = session.client;
  return (
    <div className="page grid max-w-4xl gap-6 py-10">
      <Link
        href={`/consultations/${id}`}
        className="link inline-flex min-h-9 items-center gap-2 justify-self-start text-sm"
      >
        <Icon name="back" className="size-4" /> Back to the session
      </Link>
      <div className="grid gap-2">
        <h1 className="text-2xl">Move your session with {consultation.consultantName}</h1>
        <p className="text-muted">
          {consultation.typeName}, at present{' '}
          <time
            dateTime={startsAt}
          >{`${formatDay(startsAt, timezone)}, ${formatTimeRange(startsAt, endsAt, timezone)}`}</time>
          , {zoneName(timezone, startsAt)}
        </p>
      </div>
      <MoveFlow consultation={consultation} timezone={timezone} />
    </div>
  );
}
