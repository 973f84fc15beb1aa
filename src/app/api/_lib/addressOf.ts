import { env } from '@/platform/env';

/**
 * The address a request came from, for rate limits. `X-Forwarded-For` can be written by anyone; only the entries
 * our own proxies added are believed, counted from the end. With no proxy declared nothing in it is, and all
 * visitors share one limit: declare TRUSTED_PROXY_HOPS wherever the product faces the internet.
 */
export function addressOf(request: Request): string {
  const hops = env().TRUSTED_PROXY_HOPS;
  if (hops === 0) return 'direct';
  const chain = (request.headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return chain.at(-hops) ?? 'direct';
}
