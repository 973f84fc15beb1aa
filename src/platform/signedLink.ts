import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

import { now } from './clock';
import { env } from './env';

/**
 * Links that carry who they are for, and need no row: a subject and an end, signed under a key of their own purpose,
 * which is derived from PAYLOAD_SECRET. A link of one purpose opens nothing of another.
 */
type Purpose = 'feedback';

const keys = new Map<Purpose, Buffer>();

function keyOf(purpose: Purpose): Buffer {
  const known = keys.get(purpose);
  if (known) return known;
  const key = Buffer.from(
    hkdfSync('sha256', env().PAYLOAD_SECRET, '', `insight-serenity ${purpose} link`, 32),
  );
  keys.set(purpose, key);
  return key;
}

const signatureOf = (purpose: Purpose, claim: string): Buffer =>
  createHmac('sha256', keyOf(purpose)).update(claim).digest();

/** `<subject>.<end in seconds, base 36>.<signature>`: safe in a URL when the subject is. */
export function signLink(purpose: Purpose, subject: string, expiresAt: Date): string {
  const claim = `${subject}.${Math.floor(expiresAt.getTime() / 1000).toString(36)}`;
  return `${claim}.${signatureOf(purpose, claim).toString('base64url')}`;
}

/** Whom a link is for, and whether it has ended; null when it is not ours. */
export function readLink(purpose: Purpose, token: string): { subject: string; isExpired: boolean } | null {
  const [, claim = '', subject = '', end = '', signature = ''] =
    /^(([\w-]{1,64})\.([0-9a-z]{1,8}))\.([\w-]{43})$/.exec(token) ?? [];
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(purpose, claim);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return { subject, isExpired: Number.parseInt(end, 36) * 1000 <= now().getTime() };
}
