'use client';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { Card } from '@/components/ui/Card';
import { Icon } from '@/components/ui/Icon';
import { StepHeading } from '@/components/ui/StepHeading';
import { CalendarActions } from '../consultations/CalendarActions';
import { JoinPanel } from '../consultations/JoinPanel';
import { formatDay, formatTimeRange, zoneName } from '../format/dates';
import { type ConsultationView } from '../types';

/** The session is booked: how to get there, and into the calendar. */
export function BookedPanel({ consultation, zone }: { consultation: ConsultationView; zone: string }) {
  const { startsAt, endsAt, typeName, consultantName } = consultation;
  return (
    <Card className="grid animate-rise gap-6 sm:p-10">
      <span className="grid size-14 place-items-center rounded-full bg-good-soft text-good-ink">
        <Icon name="check" className="size-7" />
      </span>
      <div role="status">
        <StepHeading>Your session is booked</StepHeading>
        <p className="mt-3 text-lg">
          {typeName} with {consultantName}
        </p>
        <p className="mt-1 text-muted">
          {formatDay(startsAt, zone)},{' '}
          <span className="whitespace-nowrap">{formatTimeRange(startsAt, endsAt, zone)}</span>,{' '}
          {zoneName(zone, startsAt)}
        </p>
      </div>
      <JoinPanel consultation={consultation} />
      <CalendarActions consultation={consultation} />
      <p className="text-sm text-muted">A confirmation with the invitation is on its way to your inbox.</p>
      <div className="flex flex-wrap gap-3 border-t border-line pt-6">
        <ButtonLink href={`/consultations/${consultation.id}`}>See the session</ButtonLink>
        <ButtonLink href="/dashboard" variant="secondary">
          To your dashboard
        </ButtonLink>
      </div>
    </Card>
  );
}
