import { DomainError } from '@/platform/errors';
import { newCorrelationId } from '@/platform/ids';
import { logger, withCorrelation } from '@/platform/logger';
import { asDomainError } from '@/platform/unavailable';

import { asGet } from './asGet';
import { type Asked, doorOf } from './doorOf';
import { fitRequest } from './fitRequest';
import { refusal } from './refusal';
import { type RestHandler } from './restHandler';
import { readRecord, runOnce } from './runOnce';
import { limitReset, limitSignIn, signInOf, tellNothingByTime } from './signIn';

/** What may be done with a record is told to who may read it: a foreign one is not there, like a missing one. */
async function assertReadable(
  handler: RestHandler,
  request: Request,
  { act, slug, id }: Asked,
): Promise<void> {
  if (act !== 'access' || id === undefined) return;
  const found = await readRecord(handler, request, { slug, id, search: '?depth=0' });
  if (!found.ok) throw new DomainError('NOT_FOUND');
}

async function passed(handler: RestHandler, sent: Request, segments: string[]): Promise<Response> {
  const named = await asGet(sent);
  const asked = doorOf(named.method, segments);
  if (!asked) throw new DomainError('NOT_FOUND');
  const request = await fitRequest(named, asked);
  const signIn = await signInOf(request, segments.join('/'));
  if (signIn) await limitSignIn(signIn);
  if (asked.act === 'reset') await limitReset(request);
  await assertReadable(handler, request, asked);
  const response = await runOnce(handler, request, { params: Promise.resolve({ slug: segments }) }, asked);
  if (signIn && response.status === 401) await tellNothingByTime(signIn);
  return response;
}

const segmentsOf = async ({ params }: Parameters<RestHandler>[1]): Promise<string[]> =>
  (await params).slug ?? [];

/** What a reader may see today, another may not: no answer is kept anywhere. */
function unkept(response: Response): Response {
  response.headers.set('Cache-Control', 'no-store');
  return response;
}

/**
 * The one way in to Payload's REST API: a door that is not in the table is not there, what is sent is within bounds and
 * fits, sign-in is limited, and a request is run again after a conflict.
 */
export const entered =
  (handler: RestHandler): RestHandler =>
  (request, args) =>
    withCorrelation(newCorrelationId(), async () => {
      try {
        return unkept(await passed(handler, request, await segmentsOf(args)));
      } catch (error) {
        const known = asDomainError(error);
        if (known.code !== 'INTERNAL') return unkept(refusal(known));
        logger.error({ err: error }, 'request failed');
        return unkept(refusal(new DomainError('INTERNAL')));
      }
    });

/** A browser asks first whether another site may ask: the answer depends on no record, and no body is read. */
export const preflight =
  (handler: RestHandler): RestHandler =>
  async (request, args) => {
    const segments = await segmentsOf(args);
    const isThere = ['GET', 'POST', 'PATCH', 'DELETE'].some((method) => doorOf(method, segments));
    if (!isThere) return unkept(refusal(new DomainError('NOT_FOUND')));
    const { url, method, headers } = request;
    return unkept(await handler(new Request(url, { method, headers }), args));
  };
