import { newCorrelationId } from '@/platform/ids';
import { DomainError } from '@/platform/errors';
import { withCorrelation } from '@/platform/logger';
import { recordMade, withOneRecord } from '@/platform/oneRecord';
import { RUN_AGAIN_STATUS } from '@/platform/payloadErrors';
import { asDomainError, RETRY_AFTER_SECONDS } from '@/platform/unavailable';

import { limitReset, limitSignIn, signInOf, tellNothingByTime } from './signIn';

type RestHandler = (request: Request, args: { params: Promise<{ slug?: string[] }> }) => Promise<Response>;

const MAX_RUNS = 8;
/**
 * Doors of Payload that stay shut: the first owner is made at deployment; confirming an address and asking for a
 * new password go through our own routes. Payload's router takes any case, ours only lower case.
 */
const SHUT = /^(clients|staff)\/(first-register|unlock|forgot-password|verify\/.*)$/i;

/** The end of a forgotten password, with the mail's token. */
const RESET = /^(clients|staff)\/reset-password$/i;

/** Payload looks collections up by the first word of the path and finds what every object has: `/api/constructor`. */
const isBuiltIn = (path: string): boolean => (path.split('/')[0] ?? '') in Object.prototype;

/** Payload does not run a transaction again after a conflict; the whole request is, a bounded number of times. */
async function runAgainOnConflict(
  handler: RestHandler,
  request: Request,
  args: Parameters<RestHandler>[1],
): Promise<Response> {
  for (let run = 1; ; run += 1) {
    const response = await handler(request.clone(), args);
    if (response.status === 503) return askedToWait(response);
    if (response.status !== RUN_AGAIN_STATUS) return response;
    if (run >= MAX_RUNS) return askedToWait(response);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** run));
  }
}

/**
 * A create that failed although its record is there was done by an earlier run, or by an earlier save of the same form,
 * whose answer was lost. It is answered as that would have been.
 */
async function answeredAsMade(
  handler: RestHandler,
  request: Request,
  response: Response,
  slug: string,
): Promise<Response> {
  const id = request.method === 'POST' ? recordMade(slug) : undefined;
  if (response.ok || id === undefined) return response;
  const headers = new Headers(request.headers);
  for (const about of ['content-type', 'content-length', 'transfer-encoding']) headers.delete(about);
  const { origin, search } = new URL(request.url);
  const look = new Request(`${origin}/api/${slug}/${id}${search}`, { headers });
  const found = await handler(look, { params: Promise.resolve({ slug: [slug, id] }) });
  return found.ok ? Response.json({ doc: await found.json(), message: 'Saved.' }, { status: 201 }) : response;
}

/** The database could not do it: nothing was done, and it may be asked again. */
function askedToWait(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('Retry-After', String(RETRY_AFTER_SECONDS));
  return new Response(response.body, { status: 503, headers });
}

function refusal(error: DomainError): Response {
  const headers = error.facts.retryAfterSeconds
    ? { 'Retry-After': String(error.facts.retryAfterSeconds) }
    : undefined;
  return Response.json(
    { errors: [{ message: error.message, data: { code: error.code } }] },
    { status: error.status, headers },
  );
}

/**
 * What Payload's own REST API lacks: limits on sign-in, retries on conflict with one record a request, and
 * doors that stay shut.
 */
export const guarded =
  (handler: RestHandler): RestHandler =>
  (request, args) =>
    withCorrelation(newCorrelationId(), async () => {
      const path = ((await args.params).slug ?? []).join('/');
      if (SHUT.test(path) || isBuiltIn(path)) return refusal(new DomainError('NOT_FOUND'));
      const signIn = await signInOf(request, path);
      try {
        if (signIn) await limitSignIn(signIn);
        if (RESET.test(path)) await limitReset(request);
      } catch (error) {
        const known = asDomainError(error);
        if (known.code === 'INTERNAL') throw error;
        return refusal(known);
      }
      const response = await withOneRecord(async () =>
        answeredAsMade(handler, request, await runAgainOnConflict(handler, request, args), path),
      );
      if (signIn && response.status === 401) await tellNothingByTime(signIn);
      return response;
    });
