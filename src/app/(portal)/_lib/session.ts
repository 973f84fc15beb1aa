import config from '@payload-config';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getPayload, type TypedUser } from 'payload';
import { cache } from 'react';
import { type ClientView } from '@/components/portal/types';
import { optionalText, record, text } from '@/components/portal/views/read';
import { whoAsks } from '@/platform/whoAsks';
import { loginPath } from './nextPath';

export interface Session {
  client: ClientView;
  /** For the Local API with `overrideAccess: false`. */
  user: TypedUser;
}

/**
 * Who is looking at this page; asked once per request.
 * Only the cookie is passed on: a page is a safe GET, and Payload's check against cross-site requests
 * would otherwise sign out everybody who arrives by a link in a mail or returns from their bank.
 */
const currentSession = cache(async (): Promise<Session | null> => {
  const cookie = (await headers()).get('cookie');
  if (!cookie) return null;
  const payload = await getPayload({ config });
  const asked = new Headers({ cookie, 'sec-fetch-site': 'same-origin' });
  const user = await whoAsks(payload, asked);
  if (!user || user.collection !== 'clients') return null;
  return { client: toClientView(user), user };
});

export async function currentClient(): Promise<ClientView | null> {
  return (await currentSession())?.client ?? null;
}

/** The session, or the sign-in page, which leads back to `nextPath` (a path on this site). */
export async function requireSession(nextPath: string): Promise<Session> {
  return (await currentSession()) ?? redirect(loginPath(nextPath));
}

export async function requireClient(nextPath: string): Promise<ClientView> {
  return (await requireSession(nextPath)).client;
}

function toClientView(user: unknown): ClientView {
  const it = record(user);
  return {
    id: text(it.id),
    email: text(it.email),
    firstName: text(it.firstName),
    lastName: text(it.lastName),
    company: optionalText(it.company),
    timezone: text(it.timezone) || 'UTC',
    verified: it._verified === true,
  };
}
