import { type CollectionBeforeOperationHook } from 'payload';

import { DomainError } from '@/platform/errors';

/** Payload is content with three characters; we are not, whichever way a password is set. */
const MIN_PASSWORD = 10;

export const assertPasswordLength: CollectionBeforeOperationHook = ({ args, operation }) => {
  if (!['create', 'update', 'updateByID', 'resetPassword'].includes(operation)) return args;
  const password = (args as { data?: { password?: unknown } }).data?.password;
  if (password === undefined || password === null || password === '') return args;
  if (typeof password === 'string' && password.length >= MIN_PASSWORD && password.length <= 200) return args;
  throw new DomainError('VALIDATION', {
    fields: [{ path: 'password', message: `At least ${MIN_PASSWORD} characters, please.` }],
  });
};
