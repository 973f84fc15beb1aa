import {
  type CollectionAfterLogoutHook,
  type CollectionBeforeOperationHook,
  type PayloadRequest,
} from 'payload';

import { noteStep } from '@/accounts/sessionStep';

/** What is written of an account in this operation is a session only: accounts/sessionStore. */
export const onSessionStep: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  noteStep(req.context, operation);
  return args;
};

/** Payload calls it before it writes. */
export const onLogout: CollectionAfterLogoutHook = ({ req }) =>
  noteStep(req.context, isEverywhere(req) ? 'logoutEverywhere' : 'logout');

/** As Payload reads it. */
const isEverywhere = ({ searchParams }: PayloadRequest): boolean =>
  searchParams?.get('allSessions') === 'true';
