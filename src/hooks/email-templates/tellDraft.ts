import { type CollectionBeforeOperationHook } from 'payload';

import { DomainError } from '@/platform/errors';

interface Written {
  draft?: boolean;
  unpublishAllLocales?: boolean;
  data?: { _status?: unknown };
}

/** Whether this write goes to the versions only, and leaves what is sent alone. */
export const isDraft = (context: Record<string, unknown>): boolean => context.writesTemplateDraft === true;

/**
 * A draft is what Payload keeps beside the record; everything else changes the words that are sent, whatever status the
 * change names or the latest draft has. So the record itself is always published: a mail cannot be without words.
 */
export const tellDraft: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if (!['create', 'update', 'restoreVersion'].includes(operation)) return;
  const { draft = false, unpublishAllLocales = false, data } = args as Written;
  const writesDraft = draft && data?._status !== 'published';
  if (unpublishAllLocales || (!writesDraft && data?._status === 'draft')) {
    throw new DomainError('INVALID_TRANSITION', {
      message: 'A mail always has published words: publish others, or restore an older version.',
    });
  }
  req.context.writesTemplateDraft = writesDraft;
};
