import { type Payload } from 'payload';

import { catalog, isTemplateKey } from '@/emails/catalog';
import { type Consultation } from '@/payload-types';
import { now } from '@/platform/clock';
import { env } from '@/platform/env';
import { signLink } from '@/platform/signedLink';

import { bookingEvent, calendarPart, personOf } from './calendar/bookingCalendar';
import { googleCalendarUrl, outlookCalendarUrl } from './calendar/links';
import { isTakenAway, tellOf } from './calendar/sequence';
import { type MessageRow } from './message';
import { assertWhole, type BookingFound, findBooking } from './readBooking';
import { askedOf } from './readRecords';
import { bookingVariables, type Side } from './variables/booking';

/** Who loses a session is told of the time it had for them. */
export const asTheyKnewIt = (
  booking: Consultation,
  { previousStartsAt, previousEndsAt }: Record<string, string>,
): Consultation => ({
  ...booking,
  startsAt: previousStartsAt ?? booking.startsAt,
  endsAt: previousEndsAt ?? booking.endsAt,
});

const SECOND_MS = 1000;

/**
 * Of two mails about one version the one with the link is the later, whenever they are composed: without it a mail
 * bears the second of the version, with it a later one. It is the time before the records were read, so that a later
 * state never looks older.
 */
export function stampOf({ meeting, versionAt, createdAt }: Consultation, readAt: Date): Date {
  const since = new Date(versionAt ?? createdAt);
  if (meeting?.state === 'pending') return since;
  return new Date(Math.max(readAt.getTime(), since.getTime() + SECOND_MS));
}

/** How long a link to give feedback works, from the mail that carries it. */
const FEEDBACK_MS = 30 * 86_400_000;

const feedbackUrl = (consultationId: string, owedAt: Date): string =>
  `${env().SERVER_URL}/feedback/${signLink('feedback', consultationId, new Date(owedAt.getTime() + FEEDBACK_MS))}`;

/** Recipient, variables and calendar part of a mail about a booking, from records read at an instant. */
export function bookingMail(row: MessageRow, found: BookingFound | null, readAt: Date) {
  const side: Side = row.client ? 'client' : 'consultant';
  const current = assertWhole(found);
  const records = isTakenAway(row)
    ? { ...current, booking: asTheyKnewIt(current.booking, row.facts) }
    : current;
  const event = bookingEvent(records, side);
  const variables = bookingVariables({
    ...records,
    facts: row.facts,
    side,
    portal: env().SERVER_URL,
    now: readAt,
    calendarLinks: { google: googleCalendarUrl(event), outlook: outlookCalendarUrl(event) },
  });
  const ownLink: Record<string, string> =
    row.template === 'feedback-request'
      ? { feedbackUrl: feedbackUrl(records.booking.id, row.createdAt as Date) }
      : {};
  const told = { side, ...tellOf(row, current.booking), stamp: stampOf(records.booking, readAt) };
  const calendar =
    isTemplateKey(row.template) && catalog[row.template].calendar
      ? { calendar: calendarPart(records, told) }
      : {};
  return { to: personOf(records, side), variables: { ...variables, ...ownLink }, ...calendar };
}

/** The same, from the records as they are now. */
export async function loadBooking(payload: Payload, row: MessageRow) {
  const readAt = now();
  return bookingMail(
    row,
    await findBooking(payload, row.consultation?.toHexString() ?? '', askedOf(row)),
    readAt,
  );
}
