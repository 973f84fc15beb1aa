import { list, number, record, text, type Json } from './views/read';

/** Why a request did not do what was asked. `status` is 0 when no answer came at all. */
export interface Problem {
  code: string;
  message: string;
  status: number;
  fields: Record<string, string>;
  /** Seconds, when the server asked to wait. */
  retryAfter: number | null;
}

export type Answer =
  /** `replayed`: the answer to an earlier request with the same idempotency key. */
  { ok: true; data: Json; replayed: boolean } | { ok: false; problem: Problem };

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PATCH';
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/**
 * Asks this site's API with the session cookie. Never throws: whatever goes wrong comes back as a Problem
 * in words for the client. An aborted request is reported like a lost connection; its caller is gone.
 */
export async function api(path: string, options: RequestOptions = {}): Promise<Answer> {
  const { method = 'GET', body, idempotencyKey, signal } = options;
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (idempotencyKey) headers.set('idempotency-key', idempotencyKey);
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    });
  } catch (error) {
    return { ok: false, problem: lostConnection(error) };
  }
  const data = record(await response.json().catch(() => null));
  if (!response.ok) return { ok: false, problem: toProblem(response, data) };
  return { ok: true, data, replayed: response.headers.get('idempotent-replay') === 'true' };
}

function lostConnection(cause: unknown): Problem {
  const message =
    cause instanceof DOMException && cause.name === 'AbortError'
      ? 'The request was stopped.'
      : 'We could not reach the server. Check your connection and try again.';
  return { code: 'NETWORK', message, status: 0, fields: {}, retryAfter: null };
}

/** Reads both shapes: ours (`error`) and Payload's (`errors`). */
export function toProblem(response: Pick<Response, 'status' | 'headers'>, data: Json): Problem {
  const ours = record(data.error);
  const first = record(list(data.errors)[0]);
  const retryAfter = number(Number(response.headers.get('retry-after'))) || null;
  const rows = [...list(ours.fields), ...list(record(first.data).errors)].map(record);
  return {
    code: text(ours.code) || text(record(first.data).code) || codeOf(response.status),
    message: text(ours.message) || text(first.message) || inWords(response.status, retryAfter),
    status: response.status,
    fields: Object.fromEntries(rows.map((row) => [text(row.path), text(row.message)])),
    retryAfter,
  };
}

function codeOf(status: number): string {
  const known: Record<number, string> = {
    401: 'UNAUTHENTICATED',
    403: 'FORBIDDEN',
    404: 'NOT_FOUND',
    422: 'VALIDATION',
    429: 'RATE_LIMITED',
    503: 'PROVIDER_UNAVAILABLE',
  };
  return known[status] ?? (status >= 500 ? 'INTERNAL' : 'VALIDATION');
}

function inWords(status: number, retryAfter: number | null): string {
  if (status === 429) {
    const minutes = Math.ceil((retryAfter ?? 60) / 60);
    return `Too many attempts. Please wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again.`;
  }
  if (status >= 500) return 'Something went wrong on our side. Please try again in a moment.';
  return 'That did not work. Please check what you entered and try again.';
}

/** Whether the same request may be sent again without knowing if the first one took effect. */
export function isUncertain(problem: Problem): boolean {
  return problem.status === 0 || problem.status >= 500;
}
