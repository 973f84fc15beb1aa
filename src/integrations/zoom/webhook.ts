import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * How old a request may be. Zoom retries after about 5, 20 and 60 minutes and does not say whether a retry is
 * signed anew, so the last one has to pass; a recording played back within that time is stopped by the inbox.
 */
const PAST_TOLERANCE_SECONDS = 2 * 3600;
const FUTURE_TOLERANCE_SECONDS = 300;

const hmac = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('hex');

/**
 * True when Zoom signed these very bytes, and not too long ago. Pure.
 * @param rawBody as received, before any parsing
 * @param timestamp header `x-zm-request-timestamp`, seconds (milliseconds are understood)
 * @param signature header `x-zm-signature`
 */
export function verifyZoomSignature(input: {
  rawBody: string;
  timestamp: string | null | undefined;
  signature: string | null | undefined;
  secret: string;
  now: Date;
}): boolean {
  const { rawBody, timestamp, signature, secret, now } = input;
  if (!timestamp || !signature || !/^\d{9,14}$/.test(timestamp)) return false;
  const sentAt = timestamp.length > 11 ? Number(timestamp) / 1000 : Number(timestamp);
  const age = now.getTime() / 1000 - sentAt;
  if (age > PAST_TOLERANCE_SECONDS || age < -FUTURE_TOLERANCE_SECONDS) return false;
  const expected = Buffer.from(`v0=${hmac(secret, `v0:${timestamp}:${rawBody}`)}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The answer to `endpoint.url_validation`: proves that we hold the secret without showing it. */
export function answerUrlValidation(
  plainToken: string,
  secret: string,
): { plainToken: string; encryptedToken: string } {
  return { plainToken, encryptedToken: hmac(secret, plainToken) };
}
