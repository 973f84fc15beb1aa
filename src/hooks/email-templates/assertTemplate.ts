import { type CollectionBeforeChangeHook } from 'payload';

import { type TemplateKey } from '@/emails/catalog';
import { checkTemplate } from '@/emails/checkTemplate';
import { asFields } from '@/emails/problems';
import { type EmailTemplate } from '@/payload-types';
import { DomainError } from '@/platform/errors';

import { isDraft } from './tellDraft';

/** Of a draft, which need not render: more than any mail has, less than would fill a disk. */
const MAX_DRAFT = 100_000;

/** A template that would not render is kept as a draft at most: publishing it is refused, with line and reason. */
export const assertTemplate: CollectionBeforeChangeHook<EmailTemplate> = async ({ context, data }) => {
  const key = data.key as TemplateKey;
  const words = { subject: data.subject ?? '', preheader: data.preheader ?? '', body: data.body ?? '' };
  if (isDraft(context)) {
    if (Object.values(words).join('').length <= MAX_DRAFT) return data;
    throw new DomainError('VALIDATION', {
      message: 'The draft is not saved.',
      fields: [{ path: 'body', message: `longer than ${MAX_DRAFT} characters` }],
    });
  }
  const problems = await checkTemplate({ key, ...words });
  if (problems.length === 0) return { ...data, _status: 'published' };
  throw new DomainError('VALIDATION', {
    message: 'The template is not published.',
    fields: asFields(problems),
  });
};
