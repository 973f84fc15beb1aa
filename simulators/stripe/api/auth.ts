import { type IncomingHttpHeaders } from 'node:http';
import { ApiError } from '../errors';
import { type Params } from '../params';

const refused = (status: number, message: string, code?: string): ApiError =>
  new ApiError(status, { type: 'invalid_request_error', message, ...(code ? { code } : {}) });

/** Who calls, by the key shown: test keys only, as a bearer, as Basic user, or (browsers) as `key`. */
export function callerOf(
  headers: IncomingHttpHeaders,
  params: Params,
  browserAllowed: boolean,
): 'server' | 'browser' {
  const key = shownKey(headers.authorization) ?? (typeof params.key === 'string' ? params.key : null);
  if (!key) {
    throw refused(
      401,
      'You did not provide an API key. You need to provide your API key in the Authorization header, ' +
        "using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  }
  if (/^(sk|rk)_test_\w+$/.test(key)) return 'server';
  if (!/^pk_test_\w+$/.test(key)) throw refused(401, `Invalid API Key provided: ${masked(key)}`);
  if (browserAllowed) return 'browser';
  throw refused(
    403,
    'This API call cannot be made with a publishable API key. Please use a secret API key.',
    'secret_key_required',
  );
}

function shownKey(authorization: string | undefined): string | null {
  const [scheme, value = ''] = (authorization ?? '').split(' ');
  if (/^bearer$/i.test(scheme ?? '')) return value || null;
  if (/^basic$/i.test(scheme ?? '')) return Buffer.from(value, 'base64').toString().split(':')[0] || null;
  return null;
}

const masked = (key: string): string =>
  `${key.slice(0, 8)}${'*'.repeat(Math.max(0, key.length - 12))}${key.slice(-4)}`;
