import { newKey } from '@/components/portal/newKey';

interface FieldProblem {
  path: string;
  message: string;
}

/** What a call came to: the answer, or a sentence to show. */
export type Called<T> = { ok: true; data: T } | { ok: false; message: string };

const UNREACHABLE = 'The server could not be reached. Check the connection and try again.';

/** Ours, or Payload's own. */
interface ErrorBody {
  error?: { message?: string; fields?: FieldProblem[] };
  errors?: { message?: string }[];
}

function sentence(body: ErrorBody, status: number): string {
  const fields = body.error?.fields ?? [];
  const said = body.error?.message ?? body.errors?.[0]?.message ?? `The server answered ${status}.`;
  return [said, ...fields.map(({ path, message }) => (path ? `${path}: ${message}` : message))].join(' ');
}

async function call<T>(path: string, init: RequestInit): Promise<Called<T>> {
  try {
    const response = await fetch(path, { credentials: 'same-origin', ...init });
    const body: unknown = await response.json();
    return response.ok
      ? { ok: true, data: body as T }
      : { ok: false, message: sentence(body as ErrorBody, response.status) };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    return { ok: false, message: UNREACHABLE };
  }
}

/** @throws DOMException AbortError when `signal` is aborted */
export const getJson = <T>(path: string, signal?: AbortSignal): Promise<Called<T>> => call(path, { signal });

const bodyOf = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/**
 * Posts a command. `key` makes a repeated press the same request: make it once per dialog, not per press.
 * @throws DOMException AbortError when `signal` is aborted
 */
export const postJson = <T>(
  path: string,
  body: unknown,
  key: string = newKey(),
  signal?: AbortSignal,
): Promise<Called<T>> => call(path, { method: 'POST', ...bodyOf(body, { 'Idempotency-Key': key }), signal });

/** Changes a record by Payload's own door. */
export const patchJson = <T>(path: string, body: unknown): Promise<Called<T>> =>
  call(path, { method: 'PATCH', ...bodyOf(body) });
