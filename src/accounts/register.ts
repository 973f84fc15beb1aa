import { type Payload } from 'payload';

import { enqueue } from '@/notifications/enqueue';
import { now } from '@/platform/clock';
import { newId } from '@/platform/ids';
import { duplicateKey, inTransaction } from '@/platform/transaction';

import { spendPasswordWork } from './passwordWork';

import { renewVerification } from './verificationAge';

export interface Registration {
  email: string;
  password: string;
  firstName: string;
  lastName: string;
  company?: string;
  timezone?: string;
}

/**
 * Makes an account that waits for its address to be confirmed. Says nothing about whether the address was known:
 * in that case it does the same costly work on a throw-away password, so that the answer takes as long.
 */
export async function register(payload: Payload, registration: Registration): Promise<void> {
  const email = registration.email.toLowerCase().trim();
  const id = newId();
  const known = await payload.find({
    collection: 'clients',
    where: { email: { equals: email } },
    limit: 1,
    pagination: false,
    depth: 0,
    overrideAccess: true,
  });
  const data = { ...registration, id, email, timezone: registration.timezone ?? 'UTC' };
  const [account] = known.docs;
  if (account) {
    await spendPasswordWork();
    if (!account._verified) await remind(payload, account.id);
    return;
  }
  try {
    await inTransaction({ payload, context: { actor: `client:${id}` } }, (req) =>
      req.payload.create({
        collection: 'clients',
        depth: 0,
        overrideAccess: true,
        disableVerificationEmail: true,
        req,
        data,
      }),
    );
  } catch (error) {
    if (!isKnownAddress(error)) throw error;
  }
}

/** Somebody who lost the first mail registers again: the confirmation goes out once more, at most once an hour. */
async function remind(payload: Payload, clientId: string): Promise<void> {
  const hour = now().toISOString().slice(0, 13);
  try {
    await inTransaction({ payload, context: { actor: `client:${clientId}` } }, async (req) => {
      await renewVerification(req, clientId);
      await enqueue(req, [
        { template: 'email-verification', cause: `${clientId}:${hour}`, client: clientId },
      ]);
    });
  } catch (error) {
    if (!duplicateKey(error)) throw error;
  }
}

/** Another registration of the same address was first. Payload tells it as a problem with the field. */
function isKnownAddress(error: unknown): boolean {
  if (duplicateKey(error)) return true;
  const problems = (error as { data?: { errors?: { path?: string }[] } } | null)?.data?.errors;
  return problems?.some((problem) => problem.path === 'email') ?? false;
}
