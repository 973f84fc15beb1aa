import { type Payload } from 'payload';

import { catalog, isTemplateKey } from '@/emails/catalog';
import { type Client, type Staff } from '@/payload-types';
import { now } from '@/platform/clock';
import { nativeCollection } from '@/platform/store';

import { type CalendarMail, staleForCalendar } from './calendar/sequence';
import { type MessageRow } from './message';
import { type BookingFound } from './readBooking';
import { type MailRecords, type PersonFound, type WalletFound } from './readRecords';

const hasCalendar = (template: string): boolean => isTemplateKey(template) && catalog[template].calendar;

/** The other mails of the same booking to the same person that carry a calendar part. */
async function otherCalendarMails(payload: Payload, row: MessageRow): Promise<CalendarMail[]> {
  const person = row.client ? { client: row.client } : { consultant: row.consultant };
  const rows = await nativeCollection<MessageRow>(payload, 'messages')
    .find(
      { consultation: row.consultation, ...person, _id: { $ne: row._id } },
      { projection: { template: 1, version: 1, facts: 1, state: 1, attempts: 1 } },
    )
    .toArray();
  return rows.filter(({ template }) => hasCalendar(template));
}

/** Why a message is no longer worth sending, or null. */
export async function staleness(
  payload: Payload,
  row: MessageRow,
  { session, reader }: Pick<MailRecords, 'session' | 'reader'>,
): Promise<string | null> {
  if (row.isTest) return null;
  // Sent once more because somebody wants it so.
  const isResent = row.resend !== undefined;
  if (row.consultation && hasCalendar(row.template) && !isResent)
    return staleForCalendar(row, await otherCalendarMails(payload, row), now());
  if (row.notAfter && row.notAfter <= now()) return `Its time passed at ${row.notAfter.toISOString()}.`;
  if (row.consultation) return staleForBooking(row, session);
  return reader && (staleLink(row, reader.person) ?? (isResent ? null : staleForCredits(row, reader)));
}

function staleForBooking(row: MessageRow, found: BookingFound | null): string | null {
  if (!found) return 'The booking is gone.';
  const { booking } = found;
  if (row.template === 'feedback-request' && booking.status !== 'completed')
    return 'The session is no longer recorded as completed.';
  if (row.version === undefined || booking.version === row.version) return null;
  return `The booking has changed: this speaks of version ${row.version}, it is now ${booking.version}.`;
}

function staleLink({ template }: MessageRow, person: Client | Staff): string | null {
  if (template === 'password-reset' || template === 'account-invitation')
    return person.resetPasswordToken ? null : 'Its link was used or replaced.';
  if (template !== 'email-verification') return null;
  return '_verificationToken' in person && person._verificationToken
    ? null
    : 'Its link was used or replaced.';
}

function staleForCredits(row: MessageRow, { wallet }: PersonFound): string | null {
  if (!wallet) return null;
  return row.template === 'low-credit-warning' ? staleLowBalance(row, wallet) : staleExpiry(row, wallet);
}

function staleLowBalance(
  { facts }: MessageRow,
  { lowBalanceArmed, lowBalanceSeq }: WalletFound,
): string | null {
  if (lowBalanceArmed) return 'The balance is above the threshold again.';
  const isLatest = facts.crossing === undefined || facts.crossing === String(lowBalanceSeq);
  return isLatest ? null : 'The balance has risen and fallen again since: a later warning says so.';
}

function staleExpiry({ grant, facts }: MessageRow, { lots }: WalletFound): string | null {
  const lot = lots.find((one) => one.grant === grant?.toHexString());
  if (!lot || lot.isVoid || lot.available === 0) return 'Nothing of these credits is left to expire.';
  const isSame = facts.expiresAt === undefined || Date.parse(facts.expiresAt) === Date.parse(lot.expiresAt);
  return isSame ? null : `These credits now expire at ${lot.expiresAt}.`;
}
