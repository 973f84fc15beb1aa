import { type CollectionBeforeChangeHook } from 'payload';

import { prepareGrant } from '@/credits/prepareGrant';
import { type CreditGrant } from '@/payload-types';
import { DomainError } from '@/platform/errors';

/** A grant is completed when it is made and never changed. */
export const assertGrant: CollectionBeforeChangeHook<CreditGrant> = ({ data, operation, req }) => {
  if (operation === 'create') return prepareGrant(req, data);
  throw new DomainError('INVALID_TRANSITION', {
    message: 'A grant is never edited. Extend it, void it, or grant again.',
  });
};
