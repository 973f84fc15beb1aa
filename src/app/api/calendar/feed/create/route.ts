import { createFeed } from '@/consultations/feed/feedLinks';

import { feedOf } from '../../../_lib/feedOf';
import { limitByUser, route, signedIn } from '../../../_lib/route';

/** The answer holds the link, and is the only place that ever does: it is not kept for a repeated request. */
export const POST = route(async (call) => {
  const owner = feedOf(call);
  await limitByUser(call, signedIn(call), 'calendar-link');
  return Response.json(await createFeed(call, owner), { status: 201 });
});
