import { type Accounts } from '@/accounts/accounts';
import { sendResetLink } from '@/accounts/requestReset';
import { inTransaction } from '@/platform/transaction';

import { limitByUser, route, staffOnly } from './route';

/** Staff let somebody have a link by which that person, and nobody else, chooses a new password. */
export const resetLinkRoute = (collection: Accounts, roles: string[]) =>
  route<{ id: string }>(async (call) => {
    const user = staffOnly(call, ...roles);
    await limitByUser(call, user, 'resend');
    await inTransaction({ payload: call.payload, user }, (req) =>
      sendResetLink(req, collection, call.params.id),
    );
    return { status: 'sent' };
  });
