import { type Payload } from 'payload';

import { isTemplateKey, type TemplateKey } from '@/emails/catalog';
import { account } from '@/emails/catalog/account';
import { defaultTemplate, type TemplateSource } from '@/emails/defaults';
import { renderEmail } from '@/emails/render';
import { type OutgoingMail } from '@/integrations/mail/port';
import { type Client } from '@/payload-types';
import { env } from '@/platform/env';
import { recentSettings } from '@/platform/settings';

import { accountVariables } from './variables/account';
import { creditVariables } from './variables/credit';
import { bookingMail } from './loadBooking';
import { mailBrand } from './mailBrand';
import { type MessageRow } from './message';
import { NotComposable } from './notComposable';
import { ownAddress } from './ownAddress';
import { type MailRecords, type PersonFound } from './readRecords';

export interface Composed {
  to: { name: string; address: string };
  subject: string;
  html: string;
  text: string;
  calendar?: OutgoingMail['calendar'];
}

/**
 * Renders a message as it is to be sent now, from the records as they are now and the facts of its cause.
 * @throws NotComposable, TemplateVariableError
 */
export async function compose(
  payload: Payload,
  row: MessageRow,
  records: MailRecords,
  readAt: Date,
): Promise<Composed> {
  if (row.resend?.mode === 'as-sent' || row.isTest)
    return keptCopy(row, row.toAddress ?? (await ownAddress(payload, row)));
  if (!isTemplateKey(row.template)) throw new NotComposable(`There is no template ${row.template}.`);
  const settings = await recentSettings(payload);
  const { to, variables, calendar } = row.consultation
    ? bookingMail(row, records.session, readAt)
    : personMail(row, records.reader);
  const { subject, html, text } = await renderEmail({
    key: row.template,
    template: wordsOf(row.template, records),
    variables,
    brand: mailBrand(settings),
  });
  return {
    to: row.resend && row.toAddress ? { ...to, address: row.toAddress } : to,
    subject,
    html,
    text,
    ...(calendar ? { calendar } : {}),
  };
}

/** A mail sent once more goes out word for word. */
function keptCopy({ subject, html, text, calendar }: MessageRow, address: string | null): Composed {
  if (!address) throw new NotComposable('The recipient is gone.');
  if (!html) throw new NotComposable('There is no copy of this mail.');
  const method = /^METHOD:CANCEL\s*$/m.test(calendar ?? '') ? 'CANCEL' : 'REQUEST';
  const part = calendar ? { calendar: { method, content: calendar, filename: 'session.ics' } as const } : {};
  return { to: { name: '', address }, subject: subject ?? '', html, text: text ?? '', ...part };
}

function wordsOf(key: TemplateKey, { words }: MailRecords): TemplateSource {
  return words
    ? { subject: words.subject, preheader: words.preheader ?? '', body: words.body }
    : defaultTemplate(key);
}

interface Gathered {
  to: Composed['to'];
  variables: Record<string, string>;
  calendar?: OutgoingMail['calendar'];
}

/** Mails about an account itself, not about sessions or credits. */
const ABOUT_ACCOUNTS: ReadonlySet<string> = new Set(Object.keys(account));

function personMail(row: MessageRow, reader: PersonFound | null): Gathered {
  if (!reader) throw new NotComposable('The recipient is gone.');
  const { person, grant, payment } = reader;
  // A change of address is told at both.
  const to = { name: `${person.firstName} ${person.lastName}`, address: row.facts.sentTo ?? person.email };
  if (ABOUT_ACCOUNTS.has(row.template)) return { to, variables: accountVariables(row, person) };
  return {
    to,
    variables: creditVariables({
      client: person as Client,
      grant,
      payment,
      facts: row.facts,
      portal: env().SERVER_URL,
    }),
  };
}
