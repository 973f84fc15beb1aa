import { type Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { CalendarActions } from '@/components/portal/consultations/CalendarActions';
import { CancelAction } from '@/components/portal/consultations/CancelAction';
import { ConsultationDetails } from '@/components/portal/consultations/ConsultationDetails';
import { JoinPanel } from '@/components/portal/consultations/JoinPanel';
import { movableUntil, policyText, STATUS_WORDS } from '@/components/portal/consultations/statusWords';
import { formatDay, formatTime, zoneName } from '@/components/portal/format/dates';
import { type ConsultationView } from '@/components/portal/types';
import { Badge } from '@/components/ui/Badge';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { Icon } from '@/components/ui/Icon';
import { Notice } from '@/components/ui/Notice';
import { now } from '@/platform/clock';
import { consultation as readConsultation } from '../../_lib/data';
import { requireSession } from '../../_lib/session';

export const metadata: Metadata = { title: 'Your session' };

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** `?moved` is what stays in the address after a move. */
export default async function ConsultationPage({ params, searchParams }: Props) {
  const [{ id }, { moved }] = await Promise.all([params, searchParams]);
  const session = await requireSession(`/consultations/${id}`);
  const consultation = await readConsultation(session, id);
  if (!consultation) notFound();
  const { name, tone } = STATUS_WORDS[consultation.status];
  return (
    <div className="page grid max-w-3xl gap-6 py-10">
      <Link
        href="/consultations"
        className="link inline-flex min-h-9 items-center gap-2 justify-self-start text-sm"
      >
        <Icon name="back" className="size-4" /> My consultations
      </Link>
      <div className="grid gap-3">
        <div className="justify-self-start" role="status">
          <Badge tone={tone}>{name}</Badge>
        </div>
        <h1 className="text-2xl">
          {consultation.typeName} with {consultation.consultantName}
        </h1>
      </div>
      {moved !== undefined && consultation.status === 'booked' ? (
        <Notice tone="good" live>
          Your session has moved. A mail with the new calendar entry is on its way.
        </Notice>
      ) : null}
      {/* A new version or status is a new session for what is shown and polled. */}
      <JoinPanel key={`${consultation.version} ${consultation.status}`} consultation={consultation} />
      {consultation.outcome ? <Notice tone="info">{consultation.outcome}</Notice> : null}
      <ConsultationDetails consultation={consultation} zone={session.client.timezone} />
      <CalendarActions consultation={consultation} />
      <Changing consultation={consultation} zone={session.client.timezone} />
    </div>
  );
}

/** Cancelling stays when the session has changed meanwhile, so that the answer to a late cancellation can be read. */
function Changing({ consultation, zone }: { consultation: ConsultationView; zone: string }) {
  const isBooked = consultation.status === 'booked';
  const until = movableUntil(consultation);
  const isMovable = isBooked && now() <= until;
  return (
    <section className={isBooked ? 'grid gap-4 border-t border-line pt-6' : undefined}>
      {isBooked && consultation.noticeHours !== null ? (
        <p className="text-sm text-muted">
          {policyText({ ...consultation, noticeHours: consultation.noticeHours })}
        </p>
      ) : null}
      {isMovable ? (
        <p className="text-sm text-muted">
          You can move it until {formatDay(until, zone)}, {formatTime(until, zone)}, {zoneName(zone, until)}.
          That uses no credit.
        </p>
      ) : null}
      <div className="flex flex-wrap items-start gap-3">
        {isMovable ? (
          <ButtonLink href={`/consultations/${consultation.id}/move`} variant="secondary">
            <Icon name="calendar" /> Move this session
          </ButtonLink>
        ) : null}
        <CancelAction consultation={consultation} />
      </div>
    </section>
  );
}
