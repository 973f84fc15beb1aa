import { readQueryBody } from './readBody';

const OVERRIDES = ['X-Payload-HTTP-Method-Override', 'X-HTTP-Method-Override'];

/**
 * A GET whose conditions are too long for an address comes as a POST with a header that says so. Here it becomes the
 * GET that it means, so that it is judged as one.
 * @throws Misfit, DomainError VALIDATION when the conditions are too long, or no conditions
 */
export async function asGet(request: Request): Promise<Request> {
  if (request.method !== 'POST' || !OVERRIDES.some((name) => request.headers.get(name) === 'GET'))
    return request;
  const conditions = await readQueryBody(request);
  const url = new URL(request.url);
  url.search = [url.search.slice(1), conditions].filter(Boolean).join('&');
  const headers = new Headers(request.headers);
  for (const name of [...OVERRIDES, 'content-type', 'content-length', 'transfer-encoding'])
    headers.delete(name);
  return new Request(url, { method: 'GET', headers, signal: request.signal });
}
