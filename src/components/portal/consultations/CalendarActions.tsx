import { buttonClass } from '@/components/ui/buttonClass';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { Icon } from '@/components/ui/Icon';
import { type ConsultationView } from '../types';

/**
 * The session for the reader's own calendar, as it is when pressed. The invitation by mail stays the one that
 * follows changes.
 */
export function CalendarActions({ consultation }: { consultation: Pick<ConsultationView, 'id' | 'status'> }) {
  if (consultation.status !== 'booked') return null;
  const path = `/api/consultations/${consultation.id}`;
  return (
    <ul className="flex flex-wrap gap-2" aria-label="Add to your calendar">
      <li>
        <a href={`${path}/calendar.ics`} download className={buttonClass('secondary', 'sm', 'min-h-11')}>
          <Icon name="download" /> Calendar file
        </a>
      </li>
      <li>
        <ButtonLink
          href={`${path}/add-to-calendar?at=google`}
          external
          variant="secondary"
          size="sm"
          className="min-h-11"
        >
          Google Calendar
        </ButtonLink>
      </li>
      <li>
        <ButtonLink
          href={`${path}/add-to-calendar?at=outlook`}
          external
          variant="secondary"
          size="sm"
          className="min-h-11"
        >
          Outlook
        </ButtonLink>
      </li>
    </ul>
  );
}
