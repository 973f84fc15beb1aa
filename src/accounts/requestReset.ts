import { createHash } from 'node:crypto';
import { type Payload, type PayloadRequest, type Where } from 'payload';

import { enqueue } from '@/notifications/enqueue';
import { type Client, type Staff } from '@/payload-types';
import { recordAudit } from '@/platform/audit';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { logger } from '@/platform/logger';
import { inTransaction } from '@/platform/transaction';

import { type Accounts, recipientIn } from './accounts';

/** How long a link to choose a new password works, as its mail says; after that the mail is not worth sending. */
const LINK_MS = 3_600_000;

/**
 * Sends a link to choose a new password, through the message log. Silent about whether the address is known.
 * The new token makes earlier links useless.
 */
export async function requestReset(payload: Payload, collection: Accounts, email: string): Promise<void> {
  const address = email.toLowerCase().trim();
  await inTransaction({ payload, context: { actor: 'system:password-reset' } }, async (req) => {
    const person = await find(req, collection, { email: { equals: address } });
    if (person) await sendLink(req, collection, person);
    else logger.info('a password reset was asked for an unknown address');
  });
}

/**
 * The same, asked for by staff for somebody whose record they manage: the person reads of it, the audit log names who
 * asked.
 * @throws DomainError NOT_FOUND
 */
export async function sendResetLink(req: PayloadRequest, collection: Accounts, id: string): Promise<void> {
  const person = await find(req, collection, { id: { equals: id } });
  if (!person) throw new DomainError('NOT_FOUND');
  await sendLink(req, collection, person);
  await recordAudit(req, { action: 'accounts.reset-link', subject: `${collection}:${id}` });
}

async function find(
  req: PayloadRequest,
  collection: Accounts,
  where: Where,
): Promise<Client | Staff | undefined> {
  const { docs } = await req.payload.find({
    collection,
    where,
    limit: 1,
    pagination: false,
    depth: 0,
    overrideAccess: true,
    req,
  });
  return docs[0];
}

async function sendLink(req: PayloadRequest, collection: Accounts, person: Client | Staff): Promise<void> {
  const token = await req.payload.forgotPassword({
    collection,
    data: { email: person.email },
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
      ...recipientIn(collection, person.id),
    },
  ]);
}
