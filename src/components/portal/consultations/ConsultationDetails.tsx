import { type ReactNode } from 'react';
import { Card } from '@/components/ui/Card';
import { creditCount } from '../format/credits';
import { formatDay, formatTimeRange, zoneName } from '../format/dates';
import { type ConsultationView } from '../types';
import { MODE_WORDS } from './statusWords';

/** The facts of one session. */
export function ConsultationDetails({
  consultation,
  zone,
}: {
  consultation: ConsultationView;
  zone: string;
}) {
  const { startsAt, endsAt, typeName, consultantName, mode, location, credits, topic, reason } = consultation;
  return (
    <Card>
      <dl className="grid gap-4">
        <Fact name="When">
          <time dateTime={startsAt}>
            {formatDay(startsAt, zone)},{' '}
            <span className="whitespace-nowrap">{formatTimeRange(startsAt, endsAt, zone)}</span>
          </time>
          <span className="block text-sm font-normal text-muted">{zoneName(zone, startsAt)}</span>
        </Fact>
        <Fact name="With">{consultantName}</Fact>
        <Fact name="Session">{typeName}</Fact>
        <Fact name="Where">{mode === 'in_person' && location ? location : MODE_WORDS[mode]}</Fact>
        <Fact name="Cost">{creditCount(credits)}</Fact>
        {topic ? <Fact name="Topic">{topic}</Fact> : null}
        {reason ? <Fact name="Reason given">{reason}</Fact> : null}
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-0.5 sm:grid-cols-[8rem_1fr] sm:gap-4">
      <dt className="text-sm text-muted sm:pt-0.5">{name}</dt>
      <dd className="min-w-0 font-medium break-words">{children}</dd>
    </div>
  );
}
