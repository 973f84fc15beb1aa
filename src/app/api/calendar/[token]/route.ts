import { createHash } from 'node:crypto';

import { feedOwner } from '@/consultations/feed/feedLinks';
import { readFeed } from '@/consultations/feed/readFeed';
import { DomainError } from '@/platform/errors';
import { countAttempt } from '@/platform/rateLimit';

import { limitByAddress, route } from '../../_lib/route';

/** Somebody's sessions, for whoever holds the link: calendar programs sign in nowhere. */
export const GET = route<{ token: string }>(async (call) => {
  const owner = await feedOwner(call.payload, call.params.token.replace(/\.ics$/, ''));
  if (!owner) {
    await limitByAddress(call, 'calendar-guess');
    throw new DomainError('NOT_FOUND');
  }
  // By link, not by address: the calendars of many people ask from the same few machines.
  await countAttempt(call.payload, 'calendar-feed', `${owner.side}:${owner.id}`);
  const file = await readFeed(call.payload, owner);
  const tag = `"${createHash('sha256').update(file).digest('base64url')}"`;
  const headers = { ETag: tag, 'Cache-Control': 'private, max-age=300', 'X-Robots-Tag': 'noindex' };
  if (call.request.headers.get('if-none-match')?.includes(tag))
    return new Response(null, { status: 304, headers });
  return new Response(file, {
    headers: {
      ...headers,
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="sessions.ics"',
    },
  });
});
