import { isAdminAddress } from './adminAddress';
import { isDeeper } from './nesting';
import { isServerCall } from './serverCall';

/** What answers by itself, and judges its own methods and bodies. */
const NO_PAGE = /^\/(api|health|refused)(\/|$)/;
const OFFERED: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);
/** The state of a form is flat; conditions of a list and values of records are a few levels. */
const MAX_LEVELS = 64;
/** What Next takes as the body of a server function. */
const MAX_BYTES = 1024 * 1024;

const refused = (status: number, code: string, message: string): Response =>
  Response.json({ error: { code, message } }, { status, headers: { 'Cache-Control': 'no-store' } });

const NOWHERE =
  '<!doctype html><html lang="en"><title>Nothing here</title><h1>There is nothing at this address</h1>' +
  '<p><a href="/admin">To the admin</a></p></html>';

/** A body that Next reads itself: a form in parts, or the call of a server function. */
const isReadByNext = (request: Request): boolean =>
  request.headers.has('next-action') || /multipart\//i.test(request.headers.get('content-type') ?? '');

const ADMIN = /^\/admin(\/|$)/;

async function bodyRefusal(request: Request, pathname: string): Promise<Response | null> {
  const type = request.headers.get('content-type') ?? '';
  const bytes = await request.clone().arrayBuffer();
  if (bytes.byteLength > MAX_BYTES) return refused(422, 'VALIDATION', 'The request is too large.');
  const text = new TextDecoder().decode(bytes);
  if (isDeeper(text, MAX_LEVELS)) return refused(422, 'VALIDATION', 'The request has too many levels.');
  // Forms of the admin are sent to Payload's REST; its pages only call functions.
  if (ADMIN.test(pathname))
    return isServerCall(request.headers.get('next-action') ?? '', text)
      ? null
      : refused(400, 'VALIDATION', 'The call cannot be read.');
  if (!/multipart\//i.test(type)) return null;
  const form = new Response(bytes, { headers: { 'content-type': type } }).formData();
  return form.then(
    () => null,
    () => refused(400, 'VALIDATION', 'The body is not a form that can be read.'),
  );
}

/** What a page answers to a request that no page is asked by, or null: Next would answer 200 or 500. */
export async function pageRefusal(request: Request): Promise<Response | null> {
  const { pathname } = new URL(request.url);
  if (NO_PAGE.test(pathname)) return null;
  if (!OFFERED.has(request.method)) {
    const answer = refused(405, 'VALIDATION', 'This method is not offered here.');
    answer.headers.set('Allow', [...OFFERED].join(', '));
    return answer;
  }
  if (ADMIN.test(pathname) && !isAdminAddress(pathname))
    return new Response(NOWHERE, { status: 404, headers: { 'Content-Type': 'text/html; charset=utf-8' } });
  return request.method === 'POST' && isReadByNext(request) ? bodyRefusal(request, pathname) : null;
}
