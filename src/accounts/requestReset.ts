import { createHash } from 'node:crypto';
import { type Payload } from 'payload';

import { enqueue } from '@/notifications/enqueue';
import { now } from '@/platform/clock';
import { logger } from '@/platform/logger';
import { inTransaction } from '@/platform/transaction';

/** How long a link to choose a new password works, as its mail says; after that the mail is not worth sending. */
const LINK_MS = 3_600_000;

/**
 * Sends a link to choose a new password, through the message log. Silent about whether the address is known.
 * The new token makes earlier links useless.
 */
export async function requestReset(
  payload: Payload,
  collection: 'clients' | 'staff',
  email: string,
): Promise<void> {
  const address = email.toLowerCase().trim();
  await inTransaction({ payload, context: { actor: 'system:password-reset' } }, async (req) => {
    const found = await req.payload.find({
      collection,
      where: { email: { equals: address } },
      limit: 1,
      pagination: false,
      depth: 0,
      overrideAccess: true,
      req,
    });
    const [person] = found.docs;
    if (!person) {
      logger.info('a password reset was asked for an unknown address');
      return;
    }
    const token = await req.payload.forgotPassword({
      collection,
      data: { email: address },
      disableEmail: true,
      expiration: LINK_MS,
      req,
    });
    const cause = createHash('sha256').update(String(token)).digest('hex').slice(0, 24);
    await enqueue(req, [
      {
        template: 'password-reset',
        cause,
        notAfter: new Date(now().getTime() + LINK_MS),
        ...(collection === 'clients' ? { client: person.id } : { staff: person.id }),
      },
    ]);
  });
}
