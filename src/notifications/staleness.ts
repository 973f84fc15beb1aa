import { type Payload } from 'payload';

import { catalog, isTemplateKey } from '@/emails/catalog';
import { now } from '@/platform/clock';
import { nativeCollection } from '@/platform/store';

import { type CalendarMail, staleForCalendar } from './calendar/sequence';
import { type MessageRow } from './message';
import { readSecrets } from './variables/account';

const ONE_TIME = new Set(['email-verification', 'password-reset']);

async function hasSecret(payload: Payload, row: MessageRow): Promise<boolean> {
  const secrets = await readSecrets(payload, row);
  return Boolean(row.template === 'email-verification' ? secrets?._verificationToken : secrets?.resetPasswordToken);
}

const hasCalendar = (template: string): boolean => isTemplateKey(template) && catalog[template].calendar;

/** The other mails of the same booking to the same person that carry a calendar part. */
async function otherCalendarMails(payload: Payload, row: MessageRow): Promise<CalendarMail[]> {
  const person = row.client ? { client: row.client } : { consultant: row.consultant };
  const rows = await nativeCollection<MessageRow>(payload, 'messages')
    .find({ consultation: row.consultation, ...person, _id: { $ne: row._id } }, { projection: { template: 1, version: 1, facts: 1, state: 1, attempts: 1 } })
    .toArray();
  return rows.filter(({ template }) => hasCalendar(template));
}

/** Why a message is no longer worth sending, or null. */
export async function staleness(payload: Payload, row: MessageRow): Promise<string | null> {
  if (row.isTest) return null;
  // Sent once more because somebody wants it so.
  const isResent = row.resend !== undefined;
  if (row.consultation && hasCalendar(row.template) && !isResent) return staleForCalendar(row, await otherCalendarMails(payload, row), now());
  if (row.notAfter && row.notAfter <= now()) return `Its time passed at ${row.notAfter.toISOString()}.`;
  if (ONE_TIME.has(row.template) && !(await hasSecret(payload, row))) return 'Its link was used or replaced.';
  return row.consultation ? staleForBooking(payload, row) : null;
}

async function staleForBooking(payload: Payload, row: MessageRow): Promise<string | null> {
  const booking = await payload.findByID({ collection: 'consultations', id: row.consultation?.toHexString() ?? '', depth: 0, overrideAccess: true, disableErrors: true });
  if (!booking) return 'The booking is gone.';
  if (row.template === 'feedback-request' && booking.status !== 'completed') return 'The session is no longer recorded as completed.';
  if (row.version === undefined || booking.version === row.version) return null;
  return `The booking has changed: this speaks of version ${row.version}, it is now ${booking.version}.`;
}
