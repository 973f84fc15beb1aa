import { type TemplateKey } from '@/emails/catalog';
import { type MessageRow } from '@/notifications/message';
import { messageKey } from '@/notifications/enqueue';
import { nativeCollection } from '@/platform/store';

import { type Status } from '../status';
import { type BookingPage } from './bookingPage';
import { type BookingRow, subjectOf } from './bookingRow';

/** Told at each status to client and consultant. Source: the Messages chapter of the domain. */
const TOLD: Partial<Record<Status, readonly [TemplateKey, TemplateKey]>> = {
  cancelled: ['canceled-client', 'canceled-consultant'],
  completed: ['completed-client', 'completed-consultant'],
};
const CONFIRMED = ['booking-confirmation-client', 'booking-confirmation-consultant'] as const;

/** I6: of each booking the mails it owes are there; what became of them is checked with the queues. */
export async function checkMails({ payload, findings, bookings, session }: BookingPage): Promise<void> {
  const stored = await nativeCollection<MessageRow>(payload, 'messages')
    .find({ consultation: { $in: bookings.map((booking) => booking._id) } }, { session, projection: { key: 1 } })
    .toArray();
  const keys = new Set(stored.map((message) => message.key));
  findings.checked('I6', 'mails of bookings', stored.length);
  for (const booking of bookings) {
    for (const key of owedMails(booking)) if (!keys.has(key)) findings.differs('I6', subjectOf(booking), `the mail ${key} is not there`);
  }
}

function owedMails(booking: BookingRow): string[] {
  const pair = ([forClient, forConsultant]: readonly [TemplateKey, TemplateKey], version: number): string[] => {
    const cause = `${booking._id.toHexString()}:v${version}`;
    return [
      messageKey({ template: forClient, cause, client: booking.client.toHexString() }),
      messageKey({ template: forConsultant, cause, consultant: booking.consultant.toHexString() }),
    ];
  };
  const told = TOLD[booking.status];
  return [...pair(CONFIRMED, 1), ...(told ? pair(told, booking.version) : [])];
}
