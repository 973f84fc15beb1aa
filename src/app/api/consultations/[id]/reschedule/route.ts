import { z } from 'zod';

import { move } from '@/consultations/move';
import { readJson } from '@/platform/http';

import { id, instant, line } from '../../../_lib/inputs';
import { answered, limitByUser, onceFor, route, signedIn } from '../../../_lib/route';

const body = z
  .strictObject({
    expectedVersion: z.number().int().min(1),
    startsAt: instant.optional(),
    consultantId: id.optional(),
    reason: line(500).optional(),
  })
  .refine(({ startsAt, consultantId }) => startsAt ?? consultantId, {
    path: ['startsAt'],
    message: 'Say the new time.',
  });

export const POST = route<{ id: string }>(async (call) => {
  const user = signedIn(call);
  const given = await readJson(call.request, body);
  await limitByUser(call, user, 'booking');
  const moving = { ...given, id: call.params.id };
  return answered(
    await onceFor(
      call,
      { user, route: 'consultations.reschedule', body: moving, required: false },
      async (keep) => ({
        status: 200,
        body: await move({ payload: call.payload, user, keep }, moving),
      }),
    ),
  );
});
