import config from '@payload-config';
import { createLocalReq, getPayload, type Payload, type PayloadRequest } from 'payload';

import { DomainError } from '@/platform/errors';
import { errorResponse, idempotencyKey } from '@/platform/http';
import { type Answer, type IdempotentRequest, type Keep, once } from '@/platform/idempotency';
import { newCorrelationId } from '@/platform/ids';
import { withCorrelation } from '@/platform/logger';
import { countAttempt, type LimitName } from '@/platform/rateLimit';
import { whoAsks } from '@/platform/whoAsks';

import { addressOf } from './addressOf';

type User = NonNullable<PayloadRequest['user']>;

export interface Call<Params> {
  request: Request;
  payload: Payload;
  user: PayloadRequest['user'];
  params: Params;
}

type Handler<Params> = (call: Call<Params>) => Promise<Response | object>;
type NextHandler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

/** The one HTTP edge of our routes: who asks, a correlation id, and errors in one shape. Source: docs/http.md#errors */
export function route<Params = Record<string, never>>(handler: Handler<Params>): NextHandler<Params> {
  return (request, context) => {
    const correlationId = newCorrelationId();
    return withCorrelation(correlationId, async () => {
      const response = await answer(handler, request, context);
      response.headers.set('X-Correlation-Id', correlationId);
      if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-store');
      return response;
    });
  };
}

async function answer<Params>(
  handler: Handler<Params>,
  request: Request,
  context: { params: Promise<Params> },
): Promise<Response> {
  try {
    const payload = await getPayload({ config });
    const user = await whoAsks(payload, request.headers);
    const result = await handler({ request, payload, user, params: await context.params });
    return result instanceof Response ? result : Response.json(result);
  } catch (error) {
    return errorResponse(error);
  }
}

/** @throws DomainError UNAUTHENTICATED */
export function signedIn(call: Pick<Call<unknown>, 'user'>): User {
  if (!call.user) throw new DomainError('UNAUTHENTICATED');
  return call.user;
}

/** @throws DomainError UNAUTHENTICATED, FORBIDDEN */
export function clientOnly(call: Pick<Call<unknown>, 'user'>): User & { collection: 'clients' } {
  const user = signedIn(call);
  if (user.collection !== 'clients') throw new DomainError('FORBIDDEN');
  return user as User & { collection: 'clients' };
}

/** @throws DomainError UNAUTHENTICATED, FORBIDDEN */
export function staffOnly(
  call: Pick<Call<unknown>, 'user'>,
  ...roles: string[]
): User & { collection: 'staff' } {
  const user = signedIn(call);
  if (user.collection !== 'staff' || !roles.includes(user.role)) throw new DomainError('FORBIDDEN');
  return user as User & { collection: 'staff' };
}

/**
 * Whose records are meant: a client's own; staff name one with `?clientId`.
 * @throws DomainError UNAUTHENTICATED, FORBIDDEN, VALIDATION, NOT_FOUND
 */
export async function subjectClient(
  call: Pick<Call<unknown>, 'user' | 'payload'>,
  clientId: string | undefined,
): Promise<{ clientId: string; forStaff: boolean }> {
  const user = signedIn(call);
  if (user.collection === 'clients') {
    if (clientId && clientId !== user.id) throw new DomainError('NOT_FOUND');
    return { clientId: String(user.id), forStaff: false };
  }
  staffOnly(call, 'owner', 'ops', 'finance');
  if (!clientId)
    throw new DomainError('VALIDATION', { fields: [{ path: 'clientId', message: 'Say which client.' }] });
  const { totalDocs } = await call.payload.count({
    collection: 'clients',
    where: { id: { equals: clientId } },
    overrideAccess: true,
  });
  if (totalDocs === 0) throw new DomainError('NOT_FOUND');
  return { clientId, forStaff: true };
}

/** Counts an attempt by the address it came from. @throws DomainError RATE_LIMITED */
export const limitByAddress = (
  call: Pick<Call<unknown>, 'payload' | 'request'>,
  limit: LimitName,
): Promise<void> => countAttempt(call.payload, limit, addressOf(call.request));

/** Counts an attempt by who is signed in. @throws DomainError RATE_LIMITED */
export const limitByUser = (
  call: Pick<Call<unknown>, 'payload'>,
  user: User,
  limit: LimitName,
): Promise<void> => countAttempt(call.payload, limit, `${user.collection}:${user.id}`);

/**
 * Runs a command once per Idempotency-Key of this caller.
 * @throws DomainError IDEMPOTENCY_KEY_REQUIRED, IDEMPOTENCY_CONFLICT
 */
export async function onceFor(
  call: Pick<Call<unknown>, 'payload' | 'request'>,
  options: { user: User; route: string; body: unknown; required: boolean },
  command: (keep: Keep) => Promise<Answer>,
): Promise<{ answer: Answer; replayed: boolean }> {
  const key = idempotencyKey(call.request, options.required);
  const request: IdempotentRequest | null = key
    ? {
        caller: `${options.user.collection}:${options.user.id}`,
        route: options.route,
        key,
        body: options.body,
      }
    : null;
  const { replayed, ...given } = await once(call.payload, request, command);
  return { answer: given, replayed };
}

export const answered = ({
  answer: { status, body },
  replayed,
}: {
  answer: Answer;
  replayed: boolean;
}): Response =>
  Response.json(body, { status, ...(replayed ? { headers: { 'Idempotent-Replay': 'true' } } : {}) });

/** The request of a read that runs under the caller's access. */
export const readerOf = (call: Pick<Call<unknown>, 'payload' | 'user'>): Promise<PayloadRequest> =>
  createLocalReq({ user: call.user ?? undefined }, call.payload);
