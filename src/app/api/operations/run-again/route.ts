import { z } from 'zod';

import { alikeOf } from '@/operations/deadLetters/alike';
import { runAgain } from '@/operations/deadLetters/runAgain';
import { DomainError } from '@/platform/errors';
import { readJson } from '@/platform/http';

import { id, line } from '../../_lib/inputs';
import { route, staffOnly } from '../../_lib/route';

const body = z.strictObject({
  queue: z.enum(['inbox-events', 'outbox', 'messages']),
  id,
  reason: line(500).min(1, 'Please say why.'),
  /** Also those of the queue that were given up for the same reason: after an outage. */
  alike: z.boolean().default(false),
});

export const POST = route(async (call) => {
  const user = staffOnly(call, 'owner', 'ops', 'finance');
  const { alike, ...request } = await readJson(call.request, body);
  const asker = { payload: call.payload, user };
  const more = alike ? await alikeOf(call.payload, request.queue, request.id) : [];
  const answer = await runAgain(asker, request);
  for (const other of more) {
    await runAgain(asker, { ...request, id: other }).catch((error: unknown) => {
      // Somebody else was at it meanwhile; or it is nothing that who asks may run again.
      if (!(error instanceof DomainError && (error.code === 'INVALID_TRANSITION' || error.code === 'FORBIDDEN'))) throw error;
    });
  }
  return answer;
});
