import { type z } from 'zod';
import { DomainError } from '@/platform/errors';
import { errorAnswer } from './answers';
import { HostUnavailable } from './port';
import { type TokenSource } from './token';
import { callZoom, type ZoomAnswer, type ZoomCall } from './transport';

/** User unknown, of another account, not allowed to host (no licence, inactive). */
const HOST_CODES = [1001, 1010, 3161];
/** "You cannot schedule a meeting for …", "… have been blocked": about the host only when creating. */
const HOST_CODES_ON_CREATE = [...HOST_CODES, 3000];
const MEETING_GONE = 3001;

interface ZoomRequest {
  operation: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
}

export type ZoomRequester = (request: ZoomRequest) => Promise<unknown>;

/**
 * Authorised calls to Zoom, its refusals in our words.
 * @throws HostUnavailable · DomainError PROVIDER_UNAVAILABLE, NOT_FOUND (the meeting is gone), INTERNAL
 */
export function createSession(input: {
  tokens: TokenSource;
  apiBase: string;
  call: Pick<ZoomCall, 'fetch' | 'timeoutMs'>;
}): ZoomRequester {
  const { tokens, apiBase, call } = input;

  async function attempt(request: ZoomRequest): Promise<ZoomAnswer> {
    const token = await tokens.get();
    const { operation, method, path, body } = request;
    const answer = await callZoom({
      ...call,
      operation,
      method,
      url: apiBase + path,
      body,
      authorization: `Bearer ${token}`,
    });
    if (answer.status === 401) tokens.reject(token);
    return answer;
  }

  return async function request(request) {
    let answer = await attempt(request);
    // A token can be withdrawn before its hour is over; Zoom did nothing yet, so asking again is safe.
    if (answer.status === 401) answer = await attempt(request);
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    throw refusal(request.operation, answer);
  };
}

function refusal(operation: string, answer: ZoomAnswer): Error {
  // Zoom's message is not kept: it repeats addresses.
  const zoomCode = errorAnswer.safeParse(answer.body).data?.code ?? null;
  const detail = { provider: 'zoom', operation, status: answer.status, zoomCode };
  if (answer.status === 401) {
    return new DomainError('PROVIDER_UNAVAILABLE', { detail: { ...detail, reason: 'token-refused' } });
  }
  const hostCodes = operation === 'createMeeting' ? HOST_CODES_ON_CREATE : HOST_CODES;
  if (zoomCode !== null && hostCodes.includes(zoomCode)) return new HostUnavailable(zoomCode);
  // By code, not by status alone: a wrong base URL answers 404 as well, and nothing is gone then.
  if (answer.status === 404 && zoomCode === MEETING_GONE) return new DomainError('NOT_FOUND', { detail });
  return new DomainError('INTERNAL', { detail: { ...detail, reason: 'refused' } });
}

/** Reads the fields we use. @throws DomainError PROVIDER_UNAVAILABLE naming the fields, never their values. */
export function readAnswer<S extends z.ZodType>(schema: S, answer: unknown, operation: string): z.infer<S> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.'));
  throw new DomainError('PROVIDER_UNAVAILABLE', {
    detail: { provider: 'zoom', operation, reason: 'unexpected-answer', fields },
  });
}
