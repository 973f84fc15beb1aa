import { plainLine, plainLines } from './plainText';

export interface LinkedEvent {
  startsAt: Date;
  endsAt: Date;
  summary: string;
  description: string;
  location: string;
}

// Long links are cut by mail programs; the calendar file carries the whole text.
const SUMMARY_LIMIT = 200;
const LOCATION_LIMIT = 300;
const DESCRIPTION_LIMIT = 700;

const wholeSeconds = (at: Date): string => at.toISOString().replace(/\.\d{3}Z$/, 'Z');
const compact = (at: Date): string => wholeSeconds(at).replace(/[-:]/g, '');

const texts = (event: LinkedEvent) => ({
  summary: plainLine(event.summary, SUMMARY_LIMIT),
  description: plainLines(event.description, DESCRIPTION_LIMIT),
  location: plainLine(event.location, LOCATION_LIMIT),
});

/** Opens Google Calendar with the session filled in. */
export function googleCalendarUrl(event: LinkedEvent): string {
  const { summary, description, location } = texts(event);
  const query = new URLSearchParams({
    action: 'TEMPLATE',
    text: summary,
    dates: `${compact(event.startsAt)}/${compact(event.endsAt)}`,
    details: description,
    location,
  });
  return `https://calendar.google.com/calendar/render?${query}`;
}

const OUTLOOK_HOSTS = { personal: 'outlook.live.com', work: 'outlook.office.com' } as const;

/** Opens Outlook on the web with the session filled in; accounts of work and of private people live apart. */
export function outlookCalendarUrl(event: LinkedEvent, account: keyof typeof OUTLOOK_HOSTS = 'work'): string {
  const { summary, description, location } = texts(event);
  const query = new URLSearchParams({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: summary,
    startdt: wholeSeconds(event.startsAt),
    enddt: wholeSeconds(event.endsAt),
    body: description,
    location,
  });
  // Outlook shows a plus sign where others read a space.
  return `https://${OUTLOOK_HOSTS[account]}/calendar/0/deeplink/compose?${query.toString().replace(/\+/g, '%20')}`;
}
