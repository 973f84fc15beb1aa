import { buttonClass } from '@/components/ui/buttonClass';
import { ButtonLink } from '@/components/ui/ButtonLink';
import { Icon } from '@/components/ui/Icon';
import { type ConsultationView } from '../types';
import { calendarLinks } from './calendarLinks';

/** The session for the reader's own calendar. */
export function CalendarActions({ consultation }: { consultation: ConsultationView }) {
  if (consultation.status !== 'booked') return null;
  const { google, outlook } = calendarLinks(consultation);
  return (
    <ul className="flex flex-wrap gap-2" aria-label="Add to your calendar">
      <li>
        <a href={`/api/consultations/${consultation.id}/calendar.ics`} download className={buttonClass('secondary', 'sm', 'min-h-11')}>
          <Icon name="download" /> Calendar file
        </a>
      </li>
      <li>
        <ButtonLink href={google} external variant="secondary" size="sm" className="min-h-11">
          Google Calendar
        </ButtonLink>
      </li>
      <li>
        <ButtonLink href={outlook} external variant="secondary" size="sm" className="min-h-11">
          Outlook
        </ButtonLink>
      </li>
    </ul>
  );
}
