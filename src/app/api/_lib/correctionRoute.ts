import { type PayloadRequest } from 'payload';
import { type z } from 'zod';

import { type Balance } from '@/credits/balance';
import { readJson } from '@/platform/http';
import { inTransaction } from '@/platform/transaction';

import { answered, onceFor, route, staffOnly } from './route';

/** A route on which staff correct a lot: by role, with a reason, once per key. */
export const correctionRoute = <Body extends object>(
  name: string,
  schema: z.ZodType<Body>,
  roles: string[],
  correct: (
    req: PayloadRequest,
    correction: Body & { grantId: string; requestKey: string },
  ) => Promise<Balance>,
) =>
  route<{ id: string }>(async (call) => {
    const user = staffOnly(call, ...roles);
    const body = await readJson(call.request, schema);
    const correction = { ...body, grantId: call.params.id };
    const requestKey = call.request.headers.get('idempotency-key') ?? crypto.randomUUID();
    return answered(
      await onceFor(call, { user, route: `credits.${name}`, body: correction, required: false }, (keep) =>
        inTransaction({ payload: call.payload, user }, async (req) => {
          const answer = {
            status: 200,
            body: { balance: await correct(req, { ...correction, requestKey: `${user.id}:${requestKey}` }) },
          };
          await keep(req, answer);
          return answer;
        }),
      ),
    );
  });
