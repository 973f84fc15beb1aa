import { type TemplateKey } from '@/emails/catalog';
import { type MessageRow } from '@/notifications/message';
import { messageKey } from '@/notifications/enqueue';
import { nativeCollection } from '@/platform/store';

import { decisionsOf, isNews } from '../decisions';
import { type Status } from '../status';
import { type BookingPage } from './bookingPage';
import { type BookingRow, subjectOf } from './bookingRow';

/** Told at each status to client and consultant. Source: docs/domain.md#messages */
const TOLD: Partial<Record<Status, readonly [TemplateKey, TemplateKey]>> = {
  cancelled: ['canceled-client', 'canceled-consultant'],
  completed: ['completed-client', 'completed-consultant'],
};

/** I6: of each booking the mails it owes are there; what became of them is checked with the queues. */
export async function checkMails({ payload, findings, bookings, session }: BookingPage): Promise<void> {
  const stored = await nativeCollection<MessageRow>(payload, 'messages')
    .find(
      { consultation: { $in: bookings.map((booking) => booking._id) } },
      { session, projection: { key: 1 } },
    )
    .toArray();
  const keys = new Set(stored.map((message) => message.key));
  findings.checked('I6', 'mails of bookings', stored.length);
  for (const booking of bookings) {
    const id = booking._id.toHexString();
    // Who was confirmed first may have been replaced since.
    const confirmed = [...keys].some((key) => key.startsWith(`booking-confirmation-consultant:${id}:`));
    if (!confirmed)
      findings.differs('I6', subjectOf(booking), 'the mail booking-confirmation-consultant is not there');
    for (const key of owedMails(booking))
      if (!keys.has(key)) findings.differs('I6', subjectOf(booking), `the mail ${key} is not there`);
  }
}

function owedMails(booking: BookingRow): string[] {
  const id = booking._id.toHexString();
  const [client, consultant] = [booking.client.toHexString(), booking.consultant.toHexString()];
  const decisions = decisionsOf(booking);
  const ended = decisions.flatMap(({ status }, index) => {
    const told = TOLD[status];
    if (!told || !isNews(decisions.slice(0, index + 1))) return [];
    // Each decision has made a version, and after the first one nothing else has.
    const cause = `${id}:v${booking.version - (decisions.length - 1 - index)}`;
    return [
      messageKey({ template: told[0], cause, client }),
      messageKey({ template: told[1], cause, consultant }),
    ];
  });
  return [messageKey({ template: 'booking-confirmation-client', cause: `${id}:v1`, client }), ...ended];
}
