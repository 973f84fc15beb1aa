import { z } from 'zod';

import { setAside } from '@/operations/deadLetters/setAside';
import { readJson } from '@/platform/http';

import { deadLetters } from '../../_lib/deadLetters';
import { id } from '../../_lib/inputs';
import { answered, onceFor, route, staffOnly } from '../../_lib/route';

const body = z.strictObject({ ...deadLetters, ids: z.array(id).min(1).max(200) });

export const POST = route(async (call) => {
  const user = staffOnly(call, 'owner', 'ops');
  const request = await readJson(call.request, body);
  return answered(
    await onceFor(
      call,
      { user, route: 'operations.set-aside', body: request, required: false },
      async (keep) => ({
        status: 200,
        body: await setAside({ payload: call.payload, user, keep }, request),
      }),
    ),
  );
});
