import { z } from 'zod';

import { runAgain } from '@/operations/deadLetters/runAgain';
import { readJson } from '@/platform/http';

import { id, line } from '../../_lib/inputs';
import { route, staffOnly } from '../../_lib/route';

const body = z.strictObject({ queue: z.enum(['inbox-events', 'outbox', 'messages']), id, reason: line(500).min(1, 'Please say why.') });

export const POST = route(async (call) => {
  const user = staffOnly(call, 'owner', 'ops', 'finance');
  return runAgain({ payload: call.payload, user }, await readJson(call.request, body));
});
