import { env } from '@/platform/env';
import { createZoomProvider } from './client';
import { type MeetingProvider } from './port';

let current: MeetingProvider | undefined;

/** This process's meeting provider, made from the environment on first use, so that all callers share a token. */
export function zoomProvider(): MeetingProvider {
  current ??= fromEnv();
  return current;
}

/** Puts another provider in place, for tests; `undefined` goes back to the environment's. */
export function setZoomProvider(provider: MeetingProvider | undefined): void {
  current = provider;
}

function fromEnv(): MeetingProvider {
  const settings = env();
  return createZoomProvider({
    accountId: settings.ZOOM_ACCOUNT_ID,
    clientId: settings.ZOOM_CLIENT_ID,
    clientSecret: settings.ZOOM_CLIENT_SECRET,
    apiBase: settings.ZOOM_API_BASE,
    oauthBase: settings.ZOOM_OAUTH_BASE,
    fallbackHost: settings.ZOOM_FALLBACK_HOST,
    origin: new URL(settings.SERVER_URL).host,
  });
}
