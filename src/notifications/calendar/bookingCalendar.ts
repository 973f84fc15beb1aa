import { type OutgoingMail } from '@/integrations/mail/port';
import { env } from '@/platform/env';

import { shownJoinUrl } from '../joinLink';
import { type BookingRecords } from '../readBooking';
import { type Side, zoneFor } from '../variables/booking';
import { consultantName, fullName } from '../variables/names';
import { calendarFile, type CalendarEvent } from './eventFile';

export const personOf = (records: BookingRecords, side: Side): { name: string; address: string } =>
  side === 'client'
    ? { name: fullName(records.client), address: records.client.email }
    : { name: consultantName(records.consultant), address: records.consultant.email };

const howToJoin = (mode: string, joinUrl: string | undefined): string => {
  if (joinUrl) return `Join: ${joinUrl}`;
  return mode === 'remote' ? 'The link to join follows by mail.' : '';
};

/** Calendars offer an answer, and nobody reads it. */
const howToChange = (id: string, side: Side): string => {
  const page = side === 'client' ? `consultations/${id}` : `admin/collections/consultations/${id}`;
  return `An answer in the calendar changes nothing. Cancel or move the session here: ${env().SERVER_URL}/${page}`;
};

/** The session as an entry of its reader's calendar. What the client wants to talk about is not in it. */
export function bookingEvent({ booking, client, consultant, type }: BookingRecords, side: Side) {
  const joinUrl = shownJoinUrl(booking) ?? undefined;
  return {
    startsAt: new Date(booking.startsAt),
    endsAt: new Date(booking.endsAt ?? booking.startsAt),
    summary: `${type.name} with ${side === 'client' ? consultantName(consultant) : fullName(client)}`,
    description: [howToJoin(booking.mode, joinUrl), howToChange(booking.id, side)]
      .filter(Boolean)
      .join('\n\n'),
    location: booking.mode === 'remote' ? (joinUrl ?? 'Online, by Zoom') : (booking.location ?? ''),
    joinUrl,
  };
}

const common = (records: BookingRecords, side: Side) => ({
  ...bookingEvent(records, side),
  consultationId: records.booking.id,
  timezone: zoneFor({ ...records, side }),
  organizer: { name: env().MAIL_FROM_NAME, address: env().MAIL_FROM },
  attendee: personOf(records, side),
  uidDomain: new URL(env().SERVER_URL).hostname,
});

/** The calendar part of a mail: the same event for life, told anew with each version. */
export function calendarPart(
  records: BookingRecords,
  told: { side: Side; method: 'REQUEST' | 'CANCEL'; sequence: number; stamp: Date },
): NonNullable<OutgoingMail['calendar']> {
  const { method, sequence, stamp, side } = told;
  const cancelled = method === 'CANCEL';
  // Who is told that it is off needs no way in: a colleague may hold it now.
  const event = cancelled ? { description: '', joinUrl: undefined, location: '' } : {};
  const content = calendarFile({
    ...common(records, side),
    ...event,
    version: sequence,
    method,
    cancelled,
    stamp,
  });
  return { method, content, filename: 'session.ics' };
}

/** The session as it is now, for a file or a feed that asks nobody for an answer. */
export function publishedEvent(records: BookingRecords, side: Side): CalendarEvent {
  const { booking } = records;
  return {
    ...common(records, side),
    version: booking.version ?? 1,
    method: 'PUBLISH',
    cancelled: booking.status === 'cancelled',
    // By the record, not by the clock: the same session gives the same bytes.
    stamp: new Date(booking.updatedAt),
  };
}
