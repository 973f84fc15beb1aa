const BASE = 'http://portal.invalid';
const NOT_A_DESTINATION = /^\/(api|admin|login|register|verify|reset-password|forgot-password)(\/|$)/;

/**
 * Where to go after signing in: the wanted path when it stays on this site, else the fallback.
 * Judged by what a browser would make of it (the parsed URL), and once more after parsing, because
 * `/..//host` only becomes another site's address when the dots are resolved.
 */
export function safeNextPath(wanted: string | string[] | undefined, fallback = '/dashboard'): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/')) return fallback;
  if (!URL.canParse(wanted, BASE)) return fallback;
  const url = new URL(wanted, BASE);
  if (url.origin !== BASE || url.pathname.startsWith('//')) return fallback;
  if (NOT_A_DESTINATION.test(url.pathname)) return fallback;
  return url.pathname + url.search + url.hash;
}

/** The sign-in page that leads back to `path` afterwards. */
export function loginPath(path: string): string {
  return `/login?next=${encodeURIComponent(path)}`;
}
