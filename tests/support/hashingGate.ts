import crypto from 'node:crypto';

/**
 * Holds the next hashing of a password until `release` is called: what `meanwhile` does falls between Payload's reading
 * of an account and its writing.
 */
export async function whileHashing<T>(
  start: () => Promise<T>,
  meanwhile: () => Promise<unknown>,
): Promise<T> {
  const original = crypto.pbkdf2;
  const reached = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  crypto.pbkdf2 = ((...args: Parameters<typeof original>) => {
    crypto.pbkdf2 = original;
    reached.resolve();
    void release.promise.then(() => original(...args));
  }) as typeof original;
  try {
    const started = start();
    await Promise.race([reached.promise, started]);
    await meanwhile();
    release.resolve();
    return await started;
  } finally {
    crypto.pbkdf2 = original;
    release.resolve();
  }
}
