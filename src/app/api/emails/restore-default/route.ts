import { z } from 'zod';

import { TEMPLATE_KEYS } from '@/emails/catalog';
import { backToDefault } from '@/notifications/templates/backToDefault';
import { readJson } from '@/platform/http';

import { answered, onceFor, route, staffOnly } from '../../_lib/route';

const body = z.strictObject({ key: z.enum(TEMPLATE_KEYS) });

export const POST = route(async (call) => {
  const user = staffOnly(call, 'owner', 'editor');
  const request = await readJson(call.request, body);
  return answered(
    await onceFor(
      call,
      { user, route: 'emails.restore-default', body: request, required: false },
      async (keep) => ({
        status: 200,
        body: await backToDefault({ payload: call.payload, user }, request.key, keep),
      }),
    ),
  );
});
