import { recordMade, withOneRecord } from '@/platform/oneRecord';
import { RUN_AGAIN_STATUS } from '@/platform/payloadErrors';
import { RETRY_AFTER_SECONDS } from '@/platform/unavailable';

import { type Asked } from './doorOf';
import { type RestHandler } from './restHandler';

const MAX_RUNS = 8;

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

/** The database could not do it: nothing was done, and it may be asked again. */
function askedToWait(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('Retry-After', String(RETRY_AFTER_SECONDS));
  return new Response(response.body, { status: 503, headers });
}

/** A record as this asker reads it by its address. */
export function readRecord(
  handler: RestHandler,
  request: Request,
  { slug, id, search }: { slug: string; id: string; search: string },
): Promise<Response> {
  const headers = new Headers(request.headers);
  for (const about of ['content-type', 'content-length', 'transfer-encoding']) headers.delete(about);
  const address = `${new URL(request.url).origin}/api/${slug}/${encodeURIComponent(id)}${search}`;
  return handler(new Request(address, { headers }), { params: Promise.resolve({ slug: [slug, id] }) });
}

/**
 * A create that failed although its record is there was done by an earlier run, or by an earlier save of the same form,
 * whose answer was lost. It is answered as that would have been.
 */
async function answeredAsMade(handler: RestHandler, request: Request, response: Response, asked: Asked) {
  const id = asked.act === 'create' ? recordMade(asked.slug) : undefined;
  if (response.ok || id === undefined) return response;
  const { search } = new URL(request.url);
  const found = await readRecord(handler, request, { slug: asked.slug, id, search });
  return found.ok ? Response.json({ doc: await found.json(), message: 'Saved.' }, { status: 201 }) : response;
}

/** Runs a request to Payload, again after a conflict; however often it runs, it makes one record. */
export const runOnce = (
  handler: RestHandler,
  request: Request,
  args: Parameters<RestHandler>[1],
  asked: Asked,
): Promise<Response> =>
  withOneRecord(async () =>
    answeredAsMade(handler, request, await runAgainOnConflict(handler, request, args), asked),
  );
