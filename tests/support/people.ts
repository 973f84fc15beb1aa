import { randomBytes, randomUUID } from 'node:crypto';
import { jwtSign, type Payload, type PayloadRequest } from 'payload';

/** Somebody who calls the API. */
export interface Person {
  id: string;
  email: string;
  token: string;
  user: NonNullable<PayloadRequest['user']>;
}

export const PASSWORD = 'Serenity-test-1';

/**
 * What Payload stores of that password. Hashing it takes a third of a second of a core: everybody whom a test makes has
 * this one. Their sign-in by password works as usual (`tests/int/passwords.spec.ts`).
 */
const STORED_PASSWORD = {
  salt: '51074d3871cd19e662ba6580adacd1ce3482fafe80617be8eace5b8d197e9c7b',
  hash: 'pbkdf2-sha256-v1:a79ec1293b09e7705da5d3ce46fea6277f809ced02e23ae3e19b11d05e6a1c52',
};

const SIGNED_IN_MS = 24 * 3600_000;

interface NewPerson {
  collection: 'clients' | 'staff';
  data: Record<string, unknown> & { email: string };
}

/**
 * Stores somebody who can sign in, and is signed in, without the hashing. What a hook does for a new record is the
 * caller's to do.
 * @param req of a transaction that the row belongs to, or just the product
 */
export async function storePerson(
  payload: Payload,
  { collection, data }: NewPerson,
  req?: PayloadRequest,
): Promise<{ id: string; sid: string }> {
  const { now } = await import('../../src/platform/clock');
  const at = now().toISOString();
  const sid = randomUUID();
  const signedInAt = new Date();
  const session = {
    id: sid,
    createdAt: signedInAt,
    expiresAt: new Date(signedInAt.getTime() + SIGNED_IN_MS),
  };
  const row = {
    createdAt: at,
    updatedAt: at,
    ...data,
    ...STORED_PASSWORD,
    sessions: [session],
    _verificationToken: randomBytes(20).toString('hex'),
  };
  const { id } = (await payload.db.create({ collection, data: row, req })) as { id: unknown };
  return { id: String(id), sid };
}

/** The person as the API meets them: with a token of their session. */
export async function signedIn(
  payload: Payload,
  { collection, id, sid }: { collection: 'clients' | 'staff'; id: string; sid: string },
): Promise<Person> {
  const user = await payload.findByID({ collection, id, overrideAccess: true });
  const { token } = await jwtSign({
    fieldsToSign: { id, collection, email: user.email, sid },
    secret: payload.secret,
    tokenExpiration: SIGNED_IN_MS / 1000,
  });
  return { id, email: user.email, token, user: { ...user, collection } as Person['user'] };
}
