import { z } from 'zod';

import { assignCredits } from '@/credits/assignCredits';
import { readBalance } from '@/credits/readBalance';
import { REASON_CODES } from '@/credits/reasons';
import { readJson } from '@/platform/http';
import { inTransaction } from '@/platform/transaction';

import { id } from '../../_lib/inputs';
import { answered, onceFor, route, staffOnly } from '../../_lib/route';

const body = z.strictObject({
  clientId: id,
  credits: z.number().int().min(1).max(1000),
  validityDays: z.number().int().min(1).max(3650),
  reasonCode: z.enum(REASON_CODES),
  note: z.string().trim().min(1, 'Say why in a sentence.').max(1000),
});

export const POST = route(async (call) => {
  const user = staffOnly(call, 'owner', 'ops', 'finance');
  const assignment = await readJson(call.request, body);
  const { payload } = call;
  return answered(
    await onceFor(call, { user, route: 'credits.assign', body: assignment, required: true }, (keep) =>
      inTransaction({ payload, user }, async (req) => {
        const grantId = await assignCredits(req, assignment);
        const answer = {
          status: 201,
          body: { grantId, balance: await readBalance({ payload, clientId: assignment.clientId, req }) },
        };
        await keep(req, answer);
        return answer;
      }),
    ),
  );
});
