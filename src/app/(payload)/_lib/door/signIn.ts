import config from '@payload-config';
import { getPayload } from 'payload';

import { spendPasswordWork } from '@/accounts/passwordWork';
import { addressOf } from '@/app/api/_lib/addressOf';
import { countAttempt } from '@/platform/rateLimit';

export interface SignIn {
  collection: 'clients' | 'staff';
  /** As Payload will look it up; null when the body names none. */
  email: string | null;
  address: string;
}

/** Payload's router takes any case. */
const SIGN_IN = /^(clients|staff)\/login$/i;

/** The attempt to sign in that a request is, or null. */
export async function signInOf(request: Request, path: string): Promise<SignIn | null> {
  const [, collection] = SIGN_IN.exec(path) ?? [];
  if (!collection) return null;
  return {
    collection: collection as SignIn['collection'],
    email: await emailIn(request.clone()),
    address: addressOf(request),
  };
}

/** Read the way Payload reads it, so that no spelling of the body counts against another account than it opens. */
async function emailIn(request: Request): Promise<string | null> {
  try {
    // As Payload does: what stands behind the first semicolon says nothing about the kind.
    const isForm = request.headers.get('content-type')?.split(';', 1)[0]?.includes('multipart/');
    const text = isForm ? (await request.formData()).get('_payload') : await request.text();
    const { email } = JSON.parse(String(text)) as { email?: unknown };
    return typeof email === 'string' ? email.toLowerCase().trim().slice(0, 254) : null;
  } catch {
    // Not readable by us is not readable by Payload either: no account is tried.
    return null;
  }
}

/** @throws DomainError RATE_LIMITED */
export async function limitSignIn({ email, address }: SignIn): Promise<void> {
  const payload = await getPayload({ config });
  await countAttempt(payload, 'sign-in-address', address);
  // By account *and* address: a stranger who guesses cannot keep the owner of the account out.
  await countAttempt(payload, 'sign-in-account', `${email ?? 'unknown'}|${address}`);
}

/** Each try looks through all accounts. @throws DomainError RATE_LIMITED */
export const limitReset = async (request: Request): Promise<void> =>
  countAttempt(await getPayload({ config }), 'reset-link', addressOf(request));

/** A refusal takes as long for an unknown address as for a wrong password: Payload hashes only for the latter. */
export async function tellNothingByTime({ collection, email }: SignIn): Promise<void> {
  const payload = await getPayload({ config });
  const { totalDocs } = await payload.count({
    collection,
    where: { email: { equals: email ?? '' } },
    overrideAccess: true,
  });
  if (totalDocs === 0) await spendPasswordWork();
}
