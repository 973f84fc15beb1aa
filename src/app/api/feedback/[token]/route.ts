import { z } from 'zod';

import { giveFeedback, MAX_COMMENT } from '@/consultations/feedback/giveFeedback';
import { idempotencyKey, readJson } from '@/platform/http';
import { once } from '@/platform/idempotency';

import { answered, limitByAddress, route } from '../../_lib/route';

const body = z.strictObject({
  rating: z.int().min(1).max(5),
  comment: z.string().max(MAX_COMMENT).optional(),
});

/** Whoever holds the link speaks for the client; no session is asked for. */
export const POST = route<{ token: string }>(async (call) => {
  await limitByAddress(call, 'feedback');
  const { token } = call.params;
  const given = await readJson(call.request, body);
  const key = idempotencyKey(call.request, false);
  const request = key ? { caller: `feedback:${token}`, route: 'feedback', key, body: given } : null;
  const { replayed, ...answer } = await once(call.payload, request, async (keep) => ({
    status: 201,
    body: await giveFeedback({ payload: call.payload, keep }, { token, ...given }),
  }));
  return answered({ answer, replayed });
});
