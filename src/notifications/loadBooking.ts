import { type Payload } from 'payload';

import { type OutgoingMail } from '@/integrations/mail/port';
import { type Client, type Consultant, type Consultation, type ConsultationType } from '@/payload-types';
import { now } from '@/platform/clock';
import { env } from '@/platform/env';
import { refId } from '@/platform/refs';

import { calendarFile } from './calendar/eventFile';
import { googleCalendarUrl, outlookCalendarUrl } from './calendar/links';
import { NotComposable } from './notComposable';
import { type MessageRow } from './message';
import { bookingVariables, type Side, zoneFor } from './variables/booking';

const READ = { depth: 0, overrideAccess: true, disableErrors: true } as const;

export interface BookingRecords {
  booking: Consultation;
  client: Client;
  consultant: Consultant;
  type: ConsultationType;
}

/** A booking and the records of everyone in it. @throws NotComposable when one is gone. */
export async function readBooking(payload: Payload, id: string): Promise<BookingRecords> {
  const booking = await payload.findByID({ collection: 'consultations', id, ...READ });
  if (!booking) throw new NotComposable('The booking is gone.');
  const [client, consultant, type] = await Promise.all([
    payload.findByID({ collection: 'clients', id: refId(booking.client), ...READ }),
    payload.findByID({ collection: 'consultants', id: refId(booking.consultant), ...READ }),
    payload.findByID({ collection: 'consultation-types', id: refId(booking.type), ...READ }),
  ]);
  if (!client || !consultant || !type) throw new NotComposable('A person or type of the booking is gone.');
  return { booking, client, consultant, type };
}

const fullName = (client: Client): string => `${client.firstName} ${client.lastName}`;

const personOf = (records: BookingRecords, side: Side): { name: string; address: string } =>
  side === 'client'
    ? { name: fullName(records.client), address: records.client.email }
    : { name: records.consultant.name, address: records.consultant.email };

function eventFacts(records: BookingRecords, side: Side) {
  const { booking, client, consultant, type } = records;
  const other = side === 'client' ? consultant.name : fullName(client);
  const joinUrl = booking.meeting?.state === 'ready' ? (booking.meeting.joinUrl ?? undefined) : undefined;
  return {
    startsAt: new Date(booking.startsAt),
    endsAt: new Date(booking.endsAt ?? booking.startsAt),
    summary: `${type.name} with ${other}`,
    description: joinUrl ? `Join: ${joinUrl}` : booking.mode === 'remote' ? 'The link to join follows by mail.' : '',
    location: booking.mode === 'remote' ? (joinUrl ?? 'Online, by Zoom') : (booking.location ?? ''),
    joinUrl,
  };
}

/** The calendar file of a booking for one of its people: the same event for life, told anew with each version. */
export function bookingCalendar(records: BookingRecords, side: Side): NonNullable<OutgoingMail['calendar']> {
  const { booking, client, consultant } = records;
  const cancelled = booking.status === 'cancelled';
  const method = cancelled ? 'CANCEL' : 'REQUEST';
  const content = calendarFile({
    ...eventFacts(records, side),
    consultationId: booking.id,
    version: booking.version ?? 1,
    method,
    timezone: zoneFor({ booking, client, consultant, side }),
    organizer: { name: env().MAIL_FROM_NAME, address: env().MAIL_FROM },
    attendee: personOf(records, side),
    cancelled,
    uidDomain: new URL(env().SERVER_URL).hostname,
    now: now(),
  });
  return { method, content, filename: 'session.ics' };
}

/** Recipient, variables and calendar part of a mail about a booking. */
export async function loadBooking(payload: Payload, row: MessageRow) {
  const records = await readBooking(payload, row.consultation?.toHexString() ?? '');
  const side: Side = row.client ? 'client' : 'consultant';
  const event = eventFacts(records, side);
  const variables = bookingVariables({
    ...records,
    facts: row.facts,
    side,
    portal: env().SERVER_URL,
    calendarLinks: { google: googleCalendarUrl(event), outlook: outlookCalendarUrl(event) },
  });
  return { to: personOf(records, side), variables, calendar: bookingCalendar(records, side) };
}
