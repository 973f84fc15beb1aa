import { type CollectionBeforeOperationHook } from 'payload';

import { DomainError } from '@/platform/errors';

/**
 * Nobody sets their own password by an update of the record: that goes by accounts/changePassword, which asks for the
 * present one. Several accounts at once are set by nobody.
 */
export const assertPasswordProven: CollectionBeforeOperationHook = ({ args, collection, operation, req }) => {
  if (operation !== 'update' && operation !== 'updateByID') return args;
  const { id, data } = args as { id?: number | string; data?: { password?: unknown } };
  if (!data?.password || !req.user || req.context.passwordProven === true) return args;
  const isOwn =
    req.user.collection === collection.slug && (id === undefined || String(id) === String(req.user.id));
  if (isOwn)
    throw new DomainError('FORBIDDEN', {
      message: 'Change your own password with the present one, on your account page.',
    });
  return args;
};
