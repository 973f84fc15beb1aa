import { type CollectionBeforeOperationHook } from 'payload';

/**
 * Payload would send its own verification mail before the commit, with a link that is shut. Ours goes by the
 * message log.
 */
export const sendNoMailOfPayload: CollectionBeforeOperationHook = ({ args, operation }) =>
  operation === 'create' ? { ...args, disableVerificationEmail: true } : args;
