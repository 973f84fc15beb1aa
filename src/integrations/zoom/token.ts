import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { tokenAnswer } from './answers';
import { callZoom, type ZoomCall } from './transport';

/** Zoom's tokens live an hour; five minutes are kept for clocks that differ and calls under way. */
const CACHE_MS = 55 * 60_000;
const RESERVE_SECONDS = 300;

export interface TokenSource {
  /** A usable token. Callers at the same moment share one request. */
  get(): Promise<string>;
  /** Zoom refused this token: forget it, unless a newer one is already held. */
  reject(token: string): void;
}

export interface TokenSettings {
  accountId: string;
  clientId: string;
  clientSecret: string;
  oauthBase: string;
  call: Pick<ZoomCall, 'fetch' | 'timeoutMs'>;
}

export function createTokenSource({
  accountId,
  clientId,
  clientSecret,
  oauthBase,
  call,
}: TokenSettings): TokenSource {
  let held: { token: string; until: number } | null = null;
  let refreshing: Promise<string> | null = null;

  async function refresh(): Promise<string> {
    const query = new URLSearchParams({ grant_type: 'account_credentials', account_id: accountId });
    const answer = await callZoom({
      ...call,
      operation: 'token',
      method: 'POST',
      url: `${oauthBase}/oauth/token?${query}`,
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
    });
    const parsed = tokenAnswer.safeParse(answer.body);
    if (answer.status !== 200 || !parsed.success) {
      throw new DomainError('PROVIDER_UNAVAILABLE', {
        detail: {
          provider: 'zoom',
          operation: 'token',
          status: answer.status,
          reason: 'credentials-refused',
        },
      });
    }
    const lifeMs = Math.max(parsed.data.expires_in - RESERVE_SECONDS, parsed.data.expires_in / 2) * 1000;
    held = { token: parsed.data.access_token, until: now().getTime() + Math.min(CACHE_MS, lifeMs) };
    return held.token;
  }

  return {
    get() {
      if (held && now().getTime() < held.until) return Promise.resolve(held.token);
      refreshing ??= refresh().finally(() => {
        refreshing = null;
      });
      return refreshing;
    },
    reject(token) {
      if (held?.token === token) held = null;
    },
  };
}
