import { type Document, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { catalog, type TemplateKey } from '@/emails/catalog';
import { defaultTemplate, type TemplateSource } from '@/emails/defaults';
import { renderEmail } from '@/emails/render';
import { type OutgoingMail } from '@/integrations/mail/port';
import { type Client, type Staff } from '@/payload-types';
import { env } from '@/platform/env';
import { recentSettings } from '@/platform/settings';
import { nativeCollection } from '@/platform/store';

import { accountVariables } from './variables/account';
import { creditVariables } from './variables/credit';
import { loadBooking } from './loadBooking';
import { mailBrand } from './mailBrand';
import { type MessageRow } from './message';
import { NotComposable } from './notComposable';

export interface Composed {
  to: { name: string; address: string };
  subject: string;
  html: string;
  text: string;
  calendar?: OutgoingMail['calendar'];
}

const READ = { depth: 0, overrideAccess: true, disableErrors: true } as const;
export const hex = (id: ObjectId | undefined): string => id?.toHexString() ?? '';

/** Renders a message as it is to be sent now, from the records as they are now and the facts of its cause. */
export async function compose(payload: Payload, row: MessageRow): Promise<Composed> {
  if (row.resend?.mode === 'as-sent' || row.isTest) return keptCopy(row);
  const key = row.template as TemplateKey;
  const definition = catalog[key];
  if (!definition) throw new NotComposable(`There is no template ${row.template}.`);
  const settings = await recentSettings(payload);
  const { to, variables, calendar } = await gather(payload, row);
  const { subject, html, text } = await renderEmail({
    key,
    template: await currentTemplate(payload, key),
    variables,
    brand: mailBrand(settings),
  });
  return { to: row.resend && row.toAddress ? { ...to, address: row.toAddress } : to, subject, html, text, ...(definition.calendar && calendar ? { calendar } : {}) };
}

/** A mail sent once more goes out word for word. */
function keptCopy({ toAddress, subject, html, text, calendar }: MessageRow): Composed {
  if (!toAddress || !html) throw new NotComposable('There is no copy of this mail.');
  const method = /^METHOD:CANCEL\s*$/m.test(calendar ?? '') ? 'CANCEL' : 'REQUEST';
  const part = calendar ? { calendar: { method, content: calendar, filename: 'session.ics' } as const } : {};
  return { to: { name: '', address: toAddress }, subject: subject ?? '', html, text: text ?? '', ...part };
}

/** The published words. Drafts are versions beside the record, and never sent. */
async function currentTemplate(payload: Payload, key: TemplateKey): Promise<TemplateSource> {
  // Read for every mail, so without what Payload does around a record: a third of the work of composing one.
  const stored = await nativeCollection<TemplateSource & Document>(payload, 'email-templates').findOne({ key, _status: { $ne: 'draft' } }, { projection: { subject: 1, preheader: 1, body: 1 } });
  return stored ? { subject: stored.subject, preheader: stored.preheader ?? '', body: stored.body } : defaultTemplate(key);
}

interface Gathered {
  to: Composed['to'];
  variables: Record<string, string>;
  calendar?: OutgoingMail['calendar'];
}

async function gather(payload: Payload, row: MessageRow): Promise<Gathered> {
  if (row.consultation) return loadBooking(payload, row);
  const person = await recipient(payload, row);
  const to = { name: `${person.firstName} ${person.lastName}`, address: person.email };
  if (row.template === 'email-verification' || row.template === 'password-reset') {
    return { to, variables: await accountVariables(payload, row, person) };
  }
  const grant = row.grant ? await payload.findByID({ collection: 'credit-grants', id: hex(row.grant), ...READ }) : null;
  const payment = row.payment ? await payload.findByID({ collection: 'payments', id: hex(row.payment), ...READ }) : null;
  const variables = creditVariables({ client: person as Client, grant, payment, facts: row.facts, portal: env().SERVER_URL });
  return { to, variables };
}

async function recipient(payload: Payload, row: MessageRow): Promise<Client | Staff> {
  const person = row.client
    ? await payload.findByID({ collection: 'clients', id: hex(row.client), ...READ })
    : await payload.findByID({ collection: 'staff', id: hex(row.staff), ...READ });
  if (!person) throw new NotComposable('The recipient is gone.');
  return person;
}
