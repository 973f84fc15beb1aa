import { type Client, type Consultant, type Consultation, type ConsultationType } from '@/payload-types';

import { shownJoinUrl } from '../joinLink';
import { localMoment, localSpan, nearDay, timeLeft, zoneName } from '../zonedTime';
import { addressedAs, consultantName, fullName } from './names';

export type Side = 'client' | 'consultant';

export interface BookingFacts {
  booking: Consultation;
  client: Client;
  consultant: Consultant;
  type: ConsultationType;
  /** Told at the time of the cause: credits, reason, effect. */
  facts: Record<string, string>;
  side: Side;
  portal: string;
  calendarLinks: { google: string; outlook: string };
  /** Names of the consultants before and after a session changed hands; empty when it did not. */
  colleagues: { previous: string; next: string };
  /** When the mail is composed: how near the session is, is told from here. */
  now: Date;
}

const HOUR_MS = 3_600_000;

export const zoneFor = (facts: Pick<BookingFacts, 'side' | 'booking' | 'client' | 'consultant'>): string =>
  facts.side === 'client' ? facts.booking.timezone || facts.client.timezone : facts.consultant.timezone;

function byWhom(by: string, side: Side): string {
  if (by === side) return 'you';
  if (by === 'client') return 'the client';
  return by === 'consultant' ? 'your consultant' : 'our team';
}

/** As booked: the type may have another length by now. */
const minutesOf = ({ startsAt, endsAt }: Consultation): string =>
  String((Date.parse(endsAt ?? startsAt) - Date.parse(startsAt)) / 60_000);

function policySentence({ booking, now }: BookingFacts, zone: string): string {
  const hours = booking.policy?.noticeHours ?? 0;
  const until = new Date(new Date(booking.startsAt).getTime() - hours * HOUR_MS);
  const isOnce = booking.policy?.lateReturn === 'once';
  const moment = localMoment(until, zone);
  if (now <= until)
    return isOnce
      ? `You can cancel without losing your credits until ${moment}. ` +
          'After that, until the start, we return them once per package; otherwise they are used.'
      : `You can cancel without losing your credits until ${moment}. After that the credits are used.`;
  return isOnce
    ? `You could cancel without losing your credits until ${moment}. ` +
        'Until the start we still return them once per package; otherwise they are used.'
    : `You could cancel without losing your credits until ${moment}. If you cancel now, the credits are used.`;
}

/** The time a moved session had, or nothing when that is the time it still has. */
function previousTime({ booking, facts }: BookingFacts, zone: string): string {
  const { previousStartsAt, previousEndsAt } = facts;
  const isOther =
    previousStartsAt !== undefined &&
    new Date(previousStartsAt).getTime() !== new Date(booking.startsAt).getTime();
  return isOther ? localSpan(previousStartsAt, previousEndsAt ?? previousStartsAt, zone) : '';
}

function whatIsNew(time: string, consultant: string): string {
  if (!consultant) return 'New time';
  return time ? 'New time and consultant' : 'New consultant';
}

/** Where the reader finds the session. A consultant who no longer has it finds the others. */
function sessionUrl({ booking, side, portal, colleagues }: BookingFacts): string {
  if (side === 'client') return `${portal}/consultations/${booking.id}`;
  return `${portal}/admin/collections/consultations${colleagues.next ? '' : `/${booking.id}`}`;
}

/** What every booking mail may say; each template takes what it declares. Pure. */
export function bookingVariables(input: BookingFacts): Record<string, string> {
  const { booking, client, consultant, type, facts, side, portal } = input;
  const zone = zoneFor(input);
  const toClient = side === 'client';
  const [formerTime, formerConsultant] = [previousTime(input, zone), input.colleagues.previous];
  return {
    recipientName: toClient ? addressedAs(client) : consultantName(consultant),
    otherPartyName: toClient ? consultantName(consultant) : fullName(client),
    sessionName: type.name,
    startsAtLocal: localSpan(booking.startsAt, booking.endsAt ?? booking.startsAt, zone),
    timezoneName: zoneName(booking.startsAt, zone),
    startDay: nearDay(booking.startsAt, input.now, zone),
    timeLeft: timeLeft(booking.startsAt, input.now),
    durationMinutes: minutesOf(booking),
    mode: booking.mode === 'remote' ? 'Online, by Zoom' : 'In person',
    joinUrl: shownJoinUrl(booking) ?? '',
    location: booking.location ?? '',
    topic: booking.topic ?? '',
    consultationUrl: sessionUrl(input),
    googleCalendarUrl: input.calendarLinks.google,
    outlookCalendarUrl: input.calendarLinks.outlook,
    creditsUsed: String(booking.credits ?? 0),
    creditsBefore: facts.creditsBefore ?? '0',
    creditsAvailable: facts.creditsAvailable ?? '0',
    cancellationPolicy: policySentence(input, zone),
    cancelledBy: byWhom(facts.cancelledBy ?? '', side),
    rescheduledBy: byWhom(facts.rescheduledBy ?? '', side),
    whatIsNew: whatIsNew(formerTime, formerConsultant),
    previousStartsAtLocal: formerTime,
    previousConsultantName: formerConsultant,
    handedTo: input.colleagues.next,
    reason: facts.reason ?? '',
    creditEffect: facts.creditEffect ?? '',
    bookAgainUrl: `${portal}/book?consultant=${consultant.id}`,
    bookUrl: `${portal}/book`,
  };
}
