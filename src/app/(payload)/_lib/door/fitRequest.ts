import config from '@payload-config';

import { type Asked } from './doorOf';
import { fitBody } from './fitBody';
import { fitQuery } from './fitQuery';
import { readBody } from './readBody';

const ABOUT_BODY = ['content-type', 'content-length', 'content-encoding', 'transfer-encoding'];

/** The request without a body that nothing behind the door reads. */
function bare(request: Request, method: string): Request {
  const headers = new Headers(request.headers);
  for (const about of ABOUT_BODY) headers.delete(about);
  return new Request(request.url, { method, headers, signal: request.signal });
}

/**
 * The request as Payload may see it: its query within bounds, and a body that was read by us, is within bounds and fits
 * what it is sent to. Payload reads nothing that was not looked at.
 * @throws Misfit, DomainError VALIDATION
 */
export async function fitRequest(request: Request, asked: Asked): Promise<Request> {
  fitQuery(new URL(request.url).search);
  if (request.method !== 'POST' && request.method !== 'PATCH') return bare(request, request.method);
  const body = fitBody(await config, asked, await readBody(request));
  const { url, method, headers, signal } = bare(request, request.method);
  headers.set('content-type', 'application/json');
  return new Request(url, { method, headers, signal, body: JSON.stringify(body) });
}
