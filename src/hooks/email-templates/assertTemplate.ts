import { type CollectionBeforeChangeHook } from 'payload';

import { checkTemplate } from '@/emails/render';
import { type TemplateKey } from '@/emails/catalog';
import { type EmailTemplate } from '@/payload-types';
import { DomainError } from '@/platform/errors';

/** A template that would not render is not saved. */
export const assertTemplate: CollectionBeforeChangeHook<EmailTemplate> = async ({ data, originalDoc }) => {
  const key = (originalDoc?.key ?? data.key) as TemplateKey;
  const problems = await checkTemplate({ key, subject: data.subject ?? '', preheader: data.preheader ?? '', body: data.body ?? '' });
  if (problems.length === 0) return data;
  throw new DomainError('VALIDATION', {
    message: 'The template is not saved.',
    fields: problems.map(({ line, message }) => ({ path: 'body', message: line ? `line ${line}: ${message}` : message })),
  });
};
