import Link from 'next/link';
import { Badge } from '@/components/ui/Badge';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { Icon } from '@/components/ui/Icon';
import { formatDay, formatTimeRange } from '../format/dates';
import { type ConsultationView } from '../types';
import { joinState, STATUS_WORDS } from './statusWords';

/** One session in a list. */
export function ConsultationRow({ consultation, zone }: { consultation: ConsultationView; zone: string }) {
  const { id, startsAt, endsAt, typeName, consultantName, status, meeting } = consultation;
  const canJoin = joinState(consultation) === 'join' && meeting.joinUrl;
  const { name, tone } = STATUS_WORDS[status];
  return (
    <div
      className={
        'relative flex flex-wrap items-center gap-x-6 gap-y-4 rounded-card border border-line bg-surface p-5 ' +
        'shadow-rest hover:border-brand'
      }
    >
      <DateTile startsAt={startsAt} zone={zone} />
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {/* The link covers the card, so that the whole of it can be pressed. */}
          <Link
            href={`/consultations/${id}`}
            className="font-semibold after:absolute after:inset-0 after:rounded-card hover:text-brand-ink"
          >
            {typeName} with {consultantName}
          </Link>
          <Badge tone={tone}>{name}</Badge>
        </p>
        <p className="mt-1 text-sm text-muted">
          <time dateTime={startsAt}>
            {formatDay(startsAt, zone)},{' '}
            <span className="whitespace-nowrap">{formatTimeRange(startsAt, endsAt, zone)}</span>
          </time>
        </p>
      </div>
      {canJoin ? (
        <ButtonLink href={canJoin} external variant="secondary" size="sm" className="relative min-h-11">
          <Icon name="video" /> Join
        </ButtonLink>
      ) : null}
    </div>
  );
}

function DateTile({ startsAt, zone }: { startsAt: string; zone: string }) {
  const [, day, month] = /^\w+, (\d+) (\w+)/.exec(formatDay(startsAt, zone, 'short')) ?? [];
  return (
    <div
      aria-hidden="true"
      className={
        'grid size-14 shrink-0 place-content-center rounded-control bg-brand-soft text-center ' +
        'leading-tight text-brand-ink'
      }
    >
      <span className="font-display text-xl font-semibold">{day}</span>
      <span className="text-xs font-semibold uppercase">{month}</span>
    </div>
  );
}
