import ical, {
  type ICalAttendeeData,
  type ICalCalendar,
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import { plainLine, plainLines } from './plainText';

export interface CalendarEvent {
  consultationId: string;
  /** Domain of SERVER_URL: with the id it makes the UID, which never changes. */
  uidDomain: string;
  /** Rises with every change, so that calendars replace what they have. */
  version: number;
  /** REQUEST invites and updates, CANCEL takes away; PUBLISH is for a file to download, and asks nobody. */
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH';
  startsAt: Date;
  endsAt: Date;
  /** IANA zone of the recipient. The times are given in UTC; calendars show them in the reader's own zone. */
  timezone: string;
  summary: string;
  description: string;
  location: string;
  joinUrl?: string;
  organizer: { name: string; address: string };
  attendee: { name: string; address: string };
  cancelled: boolean;
  /** DTSTAMP: of two files with one version, calendars keep the later. */
  stamp: Date;
}

const SUMMARY_LIMIT = 200;
const LOCATION_LIMIT = 500;
const DESCRIPTION_LIMIT = 4000;
const NAME_LIMIT = 120;
/** Longer than any zone's name, and short enough for one line of a file. */
const ZONE_LIMIT = 60;
const ALARM_SECONDS = 15 * 60;

const PRODUCT = { company: 'Insight Serenity', product: 'Consultations', language: 'EN' };
/** How often a calendar that follows a feed is asked to look again. Many take their own time. */
const FEED_REFRESH_SECONDS = 30 * 60;

/** The session as an iCalendar file (RFC 5545, scheduling by RFC 5546). Pure: same input, same bytes. */
export function calendarFile(input: CalendarEvent): string {
  const calendar = ical({ prodId: PRODUCT, method: ICalCalendarMethod[input.method] });
  addEvent(calendar, input);
  return withTimezone(calendar, input.timezone);
}

/** Sessions as one published calendar, which a calendar program reads again and again. Pure: same input, same bytes. */
export function feedFile(feed: {
  name: string;
  timezone: string;
  events: Omit<CalendarEvent, 'method' | 'timezone'>[];
}): string {
  const calendar = ical({
    prodId: PRODUCT,
    method: ICalCalendarMethod.PUBLISH,
    name: plainLine(feed.name, NAME_LIMIT),
    ttl: FEED_REFRESH_SECONDS,
  });
  for (const event of feed.events) addEvent(calendar, { ...event, method: 'PUBLISH' });
  return withTimezone(calendar, feed.timezone);
}

/**
 * The file, with the reader's zone named before the events: what belongs to the calendar comes first (RFC 5545, 3.4 and
 * 3.6), and the library writes its own properties last. Its `timezone` would write the times in that zone.
 */
const withTimezone = (calendar: ICalCalendar, timezone: string): string =>
  calendar
    .toString()
    .replace(/^METHOD:.*\r\n/m, (method) => `${method}X-WR-TIMEZONE:${plainLine(timezone, ZONE_LIMIT)}\r\n`)
    // Every line ends, the last too (RFC 5545, 3.1).
    .replace(/(?:\r\n)?$/, '\r\n');

function addEvent(calendar: ICalCalendar, input: Omit<CalendarEvent, 'timezone'>): void {
  const { method, version, startsAt, endsAt, stamp } = input;
  const isCancelled = input.cancelled || method === 'CANCEL';
  const joinUrl = webAddress(input.joinUrl);
  const event = calendar.createEvent({
    id: `${input.consultationId}@${input.uidDomain}`.replace(/[^\w.@-]/g, ''),
    sequence: version,
    stamp,
    start: startsAt,
    end: endsAt,
    summary: plainLine(input.summary, SUMMARY_LIMIT),
    description: plainLines(input.description, DESCRIPTION_LIMIT),
    location: plainLine(input.location, LOCATION_LIMIT),
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: quotable(input.organizer.name, 'Organizer'), email: address(input.organizer.address) },
    ...(joinUrl && { url: joinUrl }),
  });
  // A published event has no attendees (RFC 5546, 3.2.1): a calendar would ask for an answer.
  if (method !== 'PUBLISH') event.createAttendee(attendeeOf(input));
  if (!isCancelled) event.createAlarm({ type: ICalAlarmType.display, trigger: ALARM_SECONDS });
}

const attendeeOf = ({ attendee }: Pick<CalendarEvent, 'attendee'>): ICalAttendeeData => ({
  name: quotable(attendee.name, attendee.address),
  email: address(attendee.address),
  // Nobody reads answers: the session's page is where it is cancelled or moved.
  rsvp: false,
  role: ICalAttendeeRole.REQ,
  status: ICalAttendeeStatus.NEEDSACTION,
  type: ICalAttendeeType.INDIVIDUAL,
});

/** A name for a quoted parameter: a caret stands before what it replaces (RFC 6868). */
function quotable(name: string, otherwise: string): string {
  const clean = (text: string) => plainLine(text.replaceAll('\\', '/'), NAME_LIMIT);
  return (clean(name) || clean(otherwise)).replaceAll('^', '^^').replaceAll('"', "^'");
}

const address = (text: string): string => text.replace(/[\s\p{Cc}"<>,;:\\]/gu, '');

/** The URL in a form that needs no escaping in the file; undefined when it is none. */
function webAddress(text: string | undefined): string | undefined {
  if (!text || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  return url.href.replace(/[,;\\]/g, (character) => encodeURIComponent(character));
}
