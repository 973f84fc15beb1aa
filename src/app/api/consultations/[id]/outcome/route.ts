import { z } from 'zod';

import { correctOutcome } from '@/consultations/correctOutcome';
import { readJson } from '@/platform/http';

import { line } from '../../../_lib/inputs';
import { answered, onceFor, route, signedIn } from '../../../_lib/route';

const body = z.strictObject({
  expectedVersion: z.number().int().min(1),
  to: z.enum(['completed', 'client_no_show', 'consultant_no_show', 'technical_failure']),
  reason: line(500).min(1, 'Please say why.'),
});

export const POST = route<{ id: string }>(async (call) => {
  const user = signedIn(call);
  const correction = { ...(await readJson(call.request, body)), id: call.params.id };
  return answered(
    await onceFor(
      call,
      { user, route: 'consultations.outcome', body: correction, required: false },
      async (keep) => ({
        status: 200,
        body: await correctOutcome({ payload: call.payload, user, keep }, correction),
      }),
    ),
  );
});
