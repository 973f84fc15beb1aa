import { z } from 'zod';

import { resend } from '@/notifications/resend';
import { readJson } from '@/platform/http';

import { id, line } from '../../_lib/inputs';
import { answered, limitByUser, onceFor, route, staffOnly } from '../../_lib/route';

const body = z.strictObject({
  messageId: id,
  mode: z.enum(['as-sent', 'rendered-anew']),
  to: z.email().max(254).optional(),
  reason: line(500).min(1, 'Please say why.'),
});

export const POST = route(async (call) => {
  const user = staffOnly(call, 'owner', 'ops');
  const request = await readJson(call.request, body);
  await limitByUser(call, user, 'resend');
  return answered(
    await onceFor(
      call,
      { user, route: 'notifications.resend', body: request, required: false },
      async (keep) => ({
        status: 202,
        body: await resend({ payload: call.payload, user, keep }, request),
      }),
    ),
  );
});
