import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { now } from '@/platform/clock';
import { nativeCollection, requireSession } from '@/platform/store';

const VALID_DAYS = 7;

/** How long a verification link sent now works; the mail says the same. */
export const verificationExpiry = (): Date => new Date(now().getTime() + VALID_DAYS * 86_400_000);

/** A mail sent again gives the link its full life again. */
export async function renewVerification(req: PayloadRequest, clientId: string): Promise<void> {
  await nativeCollection(req.payload, 'clients').updateOne(
    { _id: new ObjectId(clientId) },
    { $set: { verificationExpiresAt: verificationExpiry() } },
    { session: requireSession(req) },
  );
}
