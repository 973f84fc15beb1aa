import { createHash } from 'node:crypto';
import { type Payload } from 'payload';

import { catalog, type TemplateKey } from '@/emails/catalog';
import { TemplateVariableError } from '@/emails/problems';
import { MailRefused, type OutgoingMail } from '@/integrations/mail/port';
import { mailTransport } from '@/integrations/mail/provider';
import { now } from '@/platform/clock';
import { env } from '@/platform/env';
import { PermanentFailure, renew, settle } from '@/platform/queue';

import { closeOriginal } from './closeOriginal';
import { compose, type Composed } from './compose';
import { type MessageRow, messageQueue } from './message';
import { NotComposable } from './notComposable';
import { staleness } from './staleness';

/** The same message has the same Message-ID at every try, so that a mail reader can fold a duplicate. */
const messageIdOf = (key: string): string =>
  `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${new URL(env().SERVER_URL).hostname}>`;

/** What goes with a mail. Given by the caller, who knows the features that make it. */
export type Attach = (payload: Payload, row: MessageRow) => Promise<OutgoingMail['attachments']>;

/**
 * Sends one message under its lease. Stale ones are dropped with the reason; what cannot be composed, or was
 * refused for good, is parked for staff; a temporary failure is thrown, and tried again later.
 * A worker that dies between the server's acceptance and the row's end sends once more: the one documented exception.
 */
export async function deliver(payload: Payload, row: MessageRow, attachmentsOf: Attach): Promise<void> {
  const stale = await staleness(payload, row);
  if (stale) {
    await settle(payload, messageQueue, row, { state: 'dropped', error: stale });
    return;
  }
  const composed = await composeOrPark(payload, row);
  if (!composed) return;
  const messageId = messageIdOf(row.key);
  const attachments = await attachmentsOf(payload, row);
  // A worker that was held up for so long that another took the mail must not send it as well.
  await renew(payload, messageQueue, row);
  try {
    await mailTransport().send({ messageId, ...composed, attachments });
  } catch (error) {
    if (error instanceof MailRefused && error.permanent) throw new PermanentFailure(error.message, { cause: error });
    throw error;
  }
  await settle(payload, messageQueue, row, { state: 'sent', sentAt: now(), messageId, error: null, ...asSent(row, composed) });
  await closeOriginal(payload, row);
}

async function composeOrPark(payload: Payload, row: MessageRow): Promise<Composed | null> {
  try {
    return await compose(payload, row);
  } catch (error) {
    if (!(error instanceof TemplateVariableError) && !(error instanceof NotComposable)) throw error;
    await settle(payload, messageQueue, row, { state: 'parked', error: error.message });
    return null;
  }
}

/** The copy that is kept. A mail with a one-time link is kept without its text: the log must not open accounts. */
function asSent(row: MessageRow, composed: Composed): Record<string, unknown> {
  const { secret } = catalog[row.template as TemplateKey];
  const kept = { toAddress: composed.to.address, subject: composed.subject };
  if (secret && !row.isTest) return { ...kept, text: 'This mail held a one-time link and is not kept.' };
  return { ...kept, html: composed.html, text: composed.text, calendar: composed.calendar?.content };
}
