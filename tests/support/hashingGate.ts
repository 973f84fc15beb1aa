import crypto from 'node:crypto';

function openable(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/**
 * Holds the next hashing of a password until `release` is called: what `meanwhile` does falls between Payload's reading
 * of an account and its writing.
 */
export async function whileHashing<T>(
  start: () => Promise<T>,
  meanwhile: () => Promise<unknown>,
): Promise<T> {
  const original = crypto.pbkdf2;
  const reached = openable();
  const release = openable();
  crypto.pbkdf2 = ((...args: Parameters<typeof original>) => {
    crypto.pbkdf2 = original;
    reached.open();
    void release.opened.then(() => original(...args));
  }) as typeof original;
  try {
    const started = start();
    await Promise.race([reached.opened, started]);
    await meanwhile();
    release.open();
    return await started;
  } finally {
    crypto.pbkdf2 = original;
    release.open();
  }
}
