import { revokeFeed } from '@/consultations/feed/feedLinks';

import { feedOf } from '../../../_lib/feedOf';
import { answered, onceFor, route, signedIn } from '../../../_lib/route';

export const POST = route(async (call) => {
  const owner = feedOf(call);
  return answered(
    await onceFor(
      call,
      { user: signedIn(call), route: 'calendar.feed.revoke', body: {}, required: false },
      async (keep) => ({
        status: 200,
        body: await revokeFeed({ ...call, keep }, owner),
      }),
    ),
  );
});
