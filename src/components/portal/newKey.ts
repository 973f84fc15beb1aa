/**
 * A fresh idempotency key: 128 random bits in hex. Not `randomUUID`, which browsers keep from pages
 * served without TLS, and the demo may be opened from another machine.
 */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
