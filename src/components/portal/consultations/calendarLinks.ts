import { type ConsultationView } from '../types';

type Session = Pick<ConsultationView, 'startsAt' | 'endsAt' | 'typeName' | 'consultantName' | 'location' | 'meeting'>;

/** Pages of Google and Outlook that offer this session for the reader's own calendar. The invitation by mail stays the one that follows changes. */
export function calendarLinks(session: Session): { google: string; outlook: string } {
  const title = `${session.typeName} with ${session.consultantName}`;
  const place = session.meeting.joinUrl ?? session.location ?? '';
  const google = new URL('https://calendar.google.com/calendar/render');
  google.search = new URLSearchParams({
    action: 'TEMPLATE',
    text: title,
    dates: `${compact(session.startsAt)}/${compact(session.endsAt)}`,
    location: place,
  }).toString();
  const outlook = new URL('https://outlook.office.com/calendar/0/deeplink/compose');
  outlook.search = new URLSearchParams({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: title,
    startdt: session.startsAt,
    enddt: session.endsAt,
    location: place,
  }).toString();
  return { google: google.href, outlook: outlook.href };
}

/** `20261124T143000Z`, as Google wants it. */
function compact(instant: string): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, '');
}
