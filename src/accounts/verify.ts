import { type Document, ObjectId } from 'mongodb';
import { type Payload, type PayloadRequest } from 'payload';

import { grantTrial } from '@/credits/grantTrial';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { nativeCollection, requireSession } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

/** Confirms the address of the client that `which` finds and grants the free trial. Says whether there is one. */
async function confirm(req: PayloadRequest, which: Document): Promise<boolean> {
  const at = now();
  const confirmed = await nativeCollection<Document>(req.payload, 'clients').findOneAndUpdate(
    which,
    {
      $set: {
        _verified: true,
        _verificationToken: null,
        verificationExpiresAt: null,
        verifiedAt: at,
        updatedAt: at,
      },
    },
    { session: requireSession(req), projection: { _id: 1 } },
  );
  if (confirmed) await grantTrial(req, String(confirmed._id));
  return confirmed !== null;
}

/**
 * Confirms an address by the mail's link and grants the free trial, in one transaction. The link works once,
 * for 7 days.
 * @throws DomainError NOT_FOUND for an unknown, used or expired link.
 */
export async function verify(payload: Payload, token: string): Promise<void> {
  const notValid = () => new DomainError('NOT_FOUND', { message: 'This link is not valid any more.' });
  if (token.length < 20 || token.length > 200) throw notValid();
  await inTransaction({ payload, context: { actor: 'system:verification' } }, async (req) => {
    const which = { _verificationToken: token, verificationExpiresAt: { $gt: now() } };
    if (!(await confirm(req, which))) throw notValid();
  });
}

/** Who was invited and chooses the first password by a link of ours has read the mail: the address is confirmed. */
export async function verifyInvited(req: PayloadRequest, clientId: string): Promise<void> {
  await confirm(req, { _id: new ObjectId(clientId), _verified: { $ne: true }, invitedAt: { $type: 'date' } });
}
