import { sendTest } from '@/notifications/templates/sendTest';
import { readJson } from '@/platform/http';

import { answered, limitByUser, onceFor, route, staffOnly } from '../../_lib/route';
import { templateWords } from '../../_lib/templateWords';

/** The mail as unsaved words make it, to oneself. */
export const POST = route(async (call) => {
  const user = staffOnly(call, 'owner', 'ops', 'editor');
  const request = await readJson(call.request, templateWords);
  await limitByUser(call, user, 'test-send');
  return answered(
    await onceFor(
      call,
      { user, route: 'emails.test-send', body: request, required: false },
      async (keep) => ({
        status: 202,
        body: await sendTest({ payload: call.payload, user, keep }, request),
      }),
    ),
  );
});
