import { type CollectionBeforeChangeHook } from 'payload';

import { type EmailTemplate } from '@/payload-types';

/**
 * Which mail it is and since when is nobody's to write; restoring a version drops both, and would find them
 * missing.
 */
export const keepIdentity: CollectionBeforeChangeHook<EmailTemplate> = ({ data, operation, originalDoc }) =>
  operation === 'update' && originalDoc
    ? { ...data, key: originalDoc.key, createdAt: originalDoc.createdAt }
    : data;
