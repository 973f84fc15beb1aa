import { randomUUID } from 'node:crypto';
import { type Demo } from './demo';

/** Somebody who calls the API directly: to furnish a story, and for what no page shows to the last detail. */
export interface Caller {
  id: string;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown): Promise<T>;
  patch<T>(path: string, body: unknown): Promise<T>;
}

export async function callAs(
  demo: Demo,
  collection: 'clients' | 'staff',
  email: string,
  password: string,
): Promise<Caller> {
  const call = async <T>(method: string, path: string, body?: unknown, token = ''): Promise<T> => {
    const response = await fetch(`${demo.urls.web}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        ...(token ? { authorization: `JWT ${token}` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok)
      throw new Error(`${email}: ${method} ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  const { token, user } = await call<{ token: string; user: { id: string } }>(
    'POST',
    `/api/${collection}/login`,
    { email, password },
  );
  return {
    id: user.id,
    get: (path) => call('GET', path, undefined, token),
    post: (path, body) => call('POST', path, body, token),
    patch: (path, body) => call('PATCH', path, body, token),
  };
}
