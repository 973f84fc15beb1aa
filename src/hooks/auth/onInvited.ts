import { type CollectionAfterChangeHook, type CollectionBeforeChangeHook } from 'payload';

import { type Accounts } from '@/accounts/accounts';
import { invitationExpiry, invitationMail, newLinkToken, unknownPassword } from '@/accounts/invitation';
import { enqueue } from '@/notifications/enqueue';
import { now } from '@/platform/clock';

/**
 * An account that somebody makes for another has a link by which its owner chooses the password. Whatever was sent,
 * nobody knows the first one.
 */
export const giveInvitation: CollectionBeforeChangeHook = ({ data, operation, req }) =>
  operation === 'create' && req.user
    ? {
        ...data,
        password: unknownPassword(),
        invitedAt: now().toISOString(),
        resetPasswordToken: newLinkToken(),
        resetPasswordExpiration: invitationExpiry().toISOString(),
      }
    : data;

/** The mail with that link. */
export const onInvited: CollectionAfterChangeHook = async ({ doc, collection, operation, req }) => {
  if (operation === 'create' && doc.invitedAt)
    await enqueue(req, [
      invitationMail(collection.slug as Accounts, {
        id: String(doc.id),
        notAfter: invitationExpiry(),
      }),
    ]);
  return doc;
};
