import { type Payload, type PayloadRequest } from 'payload';

import { recordAudit } from '@/platform/audit';
import { DomainError } from '@/platform/errors';
import { inTransaction } from '@/platform/transaction';

type User = NonNullable<PayloadRequest['user']>;

export interface PasswordChange {
  currentPassword: string;
  newPassword: string;
}

/**
 * Sets somebody's own password, proven by the present one: a session left open is not enough to take an account over.
 * Ends their other sessions.
 * @throws DomainError VALIDATION when the present password is another
 */
export async function changePassword(
  payload: Payload,
  user: User,
  { currentPassword, newPassword }: PasswordChange,
): Promise<void> {
  await inTransaction({ payload, user, context: { passwordProven: true } }, async (req) => {
    await prove(req, user, currentPassword);
    await req.payload.update({
      collection: user.collection,
      id: user.id,
      data: { password: newPassword },
      depth: 0,
      overrideAccess: true,
      req,
    });
    await recordAudit(req, { action: 'accounts.password', subject: `${user.collection}:${user.id}` });
  });
}

/** Signs in once more. Payload keeps that session until the update ends all but the one asking. */
async function prove(req: PayloadRequest, user: User, password: string): Promise<void> {
  try {
    await req.payload.login({
      collection: user.collection,
      data: { email: user.email, password },
      depth: 0,
      req,
    });
  } catch (error) {
    if ((error as { status?: number } | null)?.status !== 401) throw error;
    throw new DomainError('VALIDATION', {
      fields: [{ path: 'currentPassword', message: 'This is not your present password.' }],
    });
  }
  // Signing in makes the request that of the new session.
  req.user = user;
}
