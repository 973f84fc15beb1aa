import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { type TemplateKey } from '@/emails/catalog';
import { type TemplateSource } from '@/emails/defaults';
import { directives } from '@/emails/syntax';
import { nativeCollection } from '@/platform/store';

/**
 * The mails whose published words show none of these variables: what such a mail says of them stands in its words, and
 * is the same whenever it is sent. Without a record the product's own words are sent, which show what is declared. One
 * command.
 */
export async function fixedWords(
  payload: Payload,
  keys: readonly TemplateKey[],
  variables: readonly string[],
): Promise<ReadonlySet<TemplateKey>> {
  const stored = nativeCollection<TemplateSource & { key: TemplateKey } & Document>(
    payload,
    'email-templates',
  ).find(
    { key: { $in: [...keys] }, _status: { $ne: 'draft' } },
    { projection: { key: 1, subject: 1, preheader: 1, body: 1 } },
  );
  const isShown = (words: string): boolean =>
    directives(words).some(({ kind, name }) => kind === 'variable' && variables.includes(name));
  return new Set(
    (await stored.toArray())
      .filter(({ subject, preheader, body }) => !isShown(`${subject}${preheader ?? ''}${body}`))
      .map(({ key }) => key),
  );
}
