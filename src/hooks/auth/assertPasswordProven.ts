import { type CollectionBeforeOperationHook } from 'payload';

import { DomainError } from '@/platform/errors';

/**
 * Nobody who is signed in sets a password by an update of a record: the own one goes by accounts/changePassword, which
 * asks for the present one, somebody else's is chosen by its owner with a link by mail. An account is not taken over.
 */
export const assertPasswordProven: CollectionBeforeOperationHook = ({ args, collection, operation, req }) => {
  if (operation !== 'update' && operation !== 'updateByID') return args;
  const { id, data } = args as { id?: number | string; data?: { password?: unknown } };
  if (!data?.password || !req.user || req.context.passwordProven === true) return args;
  const isOwn = req.user.collection === collection.slug && String(id) === String(req.user.id);
  throw new DomainError('FORBIDDEN', {
    message: isOwn
      ? 'Change your own password with the present one, on your account page.'
      : 'Nobody sets the password of somebody else. Send a link by which the person chooses one.',
  });
};
