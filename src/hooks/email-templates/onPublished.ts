import { type CollectionAfterChangeHook } from 'payload';

import { type EmailTemplate } from '@/payload-types';
import { recordAudit } from '@/platform/audit';

import { isDraft } from './tellDraft';

/** From now on other words are sent: who did it is on record. */
export const onPublished: CollectionAfterChangeHook<EmailTemplate> = async ({
  context,
  doc,
  operation,
  req,
}) => {
  if (operation === 'create' || isDraft(context)) return doc;
  await recordAudit(req, {
    action: 'email-template.published',
    subject: `email-templates:${doc.id}`,
    facts: { key: doc.key, restored: context.isRestoringVersion === true },
  });
  return doc;
};
