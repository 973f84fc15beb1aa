import { type Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { CalendarActions } from '@/components/portal/consultations/CalendarActions';
import { CancelAction } from '@/components/portal/consultations/CancelAction';
import { ConsultationDetails } from '@/components/portal/consultations/ConsultationDetails';
import { JoinPanel } from '@/components/portal/consultations/JoinPanel';
import { policyText, STATUS_WORDS } from '@/components/portal/consultations/statusWords';
import { type ConsultationView } from '@/components/portal/types';
import { Badge } from '@/components/ui/Badge';
import { Icon } from '@/components/ui/Icon';
import { Notice } from '@/components/ui/Notice';
import { consultation as readConsultation } from '../../_lib/data';
import { requireSession } from '../../_lib/session';

export const metadata: Metadata = { title: 'Your session' };

export default async function ConsultationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const session = await requireSession(`/consultations/${id}`);
  const consultation = await readConsultation(session, id);
  if (!consultation) notFound();
  const { name, tone } = STATUS_WORDS[consultation.status];
  return (
    <div className="page grid max-w-3xl gap-6 py-10">
      <Link href="/consultations" className="link inline-flex min-h-9 items-center gap-2 justify-self-start text-sm">
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
      {/* A new version or status is a new session for what is shown and polled. */}
      <JoinPanel key={`${consultation.version} ${consultation.status}`} consultation={consultation} />
      {consultation.outcome ? <Notice tone="info">{consultation.outcome}</Notice> : null}
      <ConsultationDetails consultation={consultation} zone={session.client.timezone} />
      <CalendarActions consultation={consultation} />
      <Cancelling consultation={consultation} />
    </div>
  );
}

/** Stays when the session has changed meanwhile, so that the answer to a late cancellation can be read. */
function Cancelling({ consultation }: { consultation: ConsultationView }) {
  const isBooked = consultation.status === 'booked';
  return (
    <section className={isBooked ? 'grid gap-4 border-t border-line pt-6' : undefined}>
      {isBooked && consultation.noticeHours !== null ? (
        <p className="text-sm text-muted">{policyText(consultation.noticeHours, consultation.credits)}</p>
      ) : null}
      <CancelAction consultation={consultation} />
    </section>
  );
}
