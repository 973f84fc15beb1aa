import { z } from 'zod';

import { runAgain } from '@/operations/deadLetters/runAgain';
import { readJson } from '@/platform/http';

import { deadLetters } from '../../_lib/deadLetters';
import { id } from '../../_lib/inputs';
import { answered, onceFor, route, staffOnly } from '../../_lib/route';

const body = z.strictObject({ ...deadLetters, id });

export const POST = route(async (call) => {
  const user = staffOnly(call, 'owner', 'ops', 'finance');
  const request = await readJson(call.request, body);
  return answered(
    await onceFor(
      call,
      { user, route: 'operations.run-again', body: request, required: false },
      async (keep) => ({
        status: 200,
        body: await runAgain({ payload: call.payload, user, keep }, request),
      }),
    ),
  );
});
