import { createHash } from 'node:crypto';
import { type Payload } from 'payload';

import { holdsSecret } from '@/emails/catalog';
import { TemplateVariableError } from '@/emails/problems';
import { MailRefused, type OutgoingMail } from '@/integrations/mail/port';
import { mailTransport } from '@/integrations/mail/provider';
import { now } from '@/platform/clock';
import { env } from '@/platform/env';
import { holdFor, PermanentFailure, renew, settle, noteDone } from '@/platform/queue';

import { closeOriginal } from './closeOriginal';
import { compose, type Composed } from './compose';
import { type MessageRow, messageQueue } from './message';
import { NotComposable } from './notComposable';
import { type MailRecords, readRecords } from './readRecords';
import { staleness } from './staleness';

/** The same message has the same Message-ID at every try, so that a mail reader can fold a duplicate. */
const messageIdOf = (key: string): string =>
  `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${new URL(env().SERVER_URL).hostname}>`;

/** What goes with a mail. Given by the caller, who knows the features that make it. */
export type Attach = (payload: Payload, row: MessageRow) => Promise<OutgoingMail['attachments']>;

/** Longer than the mail server is given, and the row's end after it. */
const SENDING_MS = 200_000;

/** A link that opens an account. One that asks about a session opens none: a second copy of it is the lesser harm. */
const holdsOneTimeLink = (row: MessageRow): boolean =>
  !row.isTest && !row.consultation && holdsSecret(row.template);

/**
 * Sends one message under its lease. Stale ones are dropped with the reason; what cannot be composed, or was
 * refused for good, is parked for staff; a temporary failure is thrown, and tried again later.
 * A worker that dies between the server's acceptance and the row's end sends once more: the one documented exception,
 * which one-time links are not part of. Three commands; four for a mail with a calendar part or a one-time link.
 */
export async function deliver(payload: Payload, row: MessageRow, attachmentsOf: Attach): Promise<void> {
  const readAt = now();
  const records = await readRecords(payload, row);
  const stale = await staleness(payload, row, records);
  if (stale) {
    await settle(payload, messageQueue, row, { state: 'dropped', error: stale });
    return;
  }
  if (row.inDoubt && holdsOneTimeLink(row)) {
    await settle(payload, messageQueue, row, { state: 'parked', error: IN_DOUBT, inDoubt: false });
    return;
  }
  const composed = await composeOrPark(payload, row, records, readAt);
  if (!composed) return;
  const messageId = messageIdOf(row.key);
  const attachments = await attachmentsOf(payload, row);
  await send(payload, row, { messageId, ...composed, attachments });
  const noted = {
    state: 'sent',
    sentAt: now(),
    messageId,
    error: null,
    ...(holdsOneTimeLink(row) ? { inDoubt: false } : {}),
    ...asSent(row, composed),
  };
  await noteDone(payload, messageQueue, row, noted);
  await closeOriginal(payload, row);
}

const IN_DOUBT =
  'An earlier try may have sent it, and a one-time link is not sent twice. Ask whether it arrived; Try ' +
  'again sends it once more.';

/** A worker that was held up for so long that another took the mail must not send it as well. */
async function send(payload: Payload, row: MessageRow, mail: OutgoingMail): Promise<void> {
  const oneTime = holdsOneTimeLink(row);
  if (oneTime) await renew(payload, messageQueue, row, { inDoubt: true });
  else await holdFor(payload, messageQueue, row, SENDING_MS);
  try {
    await mailTransport().send(mail);
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    if (oneTime && !error.inDoubt) await renew(payload, messageQueue, row, { inDoubt: false });
    throw error.permanent
      ? new PermanentFailure(error.forTheLog, { cause: error })
      : new Error(error.forTheLog, { cause: error });
  }
}

async function composeOrPark(
  payload: Payload,
  row: MessageRow,
  records: MailRecords,
  readAt: Date,
): Promise<Composed | null> {
  try {
    return await compose(payload, row, records, readAt);
  } catch (error) {
    if (!(error instanceof TemplateVariableError) && !(error instanceof NotComposable)) throw error;
    await settle(payload, messageQueue, row, { state: 'parked', error: error.message });
    return null;
  }
}

/** The copy that is kept. A mail with a one-time link is kept without its text: the log must not open accounts. */
function asSent(row: MessageRow, composed: Composed): Record<string, unknown> {
  const kept = { toAddress: composed.to.address, subject: composed.subject };
  if (holdsSecret(row.template) && !row.isTest)
    return { ...kept, text: 'This mail held a one-time link and is not kept.' };
  return { ...kept, html: composed.html, text: composed.text, calendar: composed.calendar?.content };
}
