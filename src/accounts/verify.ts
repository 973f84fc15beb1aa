import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { grantTrial } from '@/credits/grantTrial';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { nativeCollection, requireSession } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

/**
 * Confirms an address by the mail's link and grants the free trial, in one transaction. The link works once,
 * for 7 days.
 * @throws DomainError NOT_FOUND for an unknown, used or expired link.
 */
export async function verify(payload: Payload, token: string): Promise<void> {
  if (token.length < 20 || token.length > 200)
    throw new DomainError('NOT_FOUND', { message: 'This link is not valid any more.' });
  await inTransaction({ payload, context: { actor: 'system:verification' } }, async (req) => {
    const confirmed = await nativeCollection<Document>(payload, 'clients').findOneAndUpdate(
      { _verificationToken: token, verificationExpiresAt: { $gt: now() } },
      {
        $set: {
          _verified: true,
          _verificationToken: null,
          verificationExpiresAt: null,
          verifiedAt: now(),
          updatedAt: now(),
        },
      },
      { session: requireSession(req), projection: { _id: 1 } },
    );
    if (!confirmed) throw new DomainError('NOT_FOUND', { message: 'This link is not valid any more.' });
    await grantTrial(req, String(confirmed._id));
  });
}
