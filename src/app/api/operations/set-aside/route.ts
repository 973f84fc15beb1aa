import { z } from 'zod';

import { alikeOf } from '@/operations/deadLetters/alike';
import { setAside } from '@/operations/deadLetters/setAside';
import { readJson } from '@/platform/http';

import { id, line } from '../../_lib/inputs';
import { route, staffOnly } from '../../_lib/route';

const body = z.strictObject({
  queue: z.enum(['inbox-events', 'outbox', 'messages']),
  ids: z.array(id).min(1).max(200),
  reason: line(500).min(1, 'Please say why.'),
  /** Also those of the queue that were given up for the same reason as the first. */
  alike: z.boolean().default(false),
});

export const POST = route(async (call) => {
  const user = staffOnly(call, 'owner', 'ops');
  const { queue, ids, reason, alike } = await readJson(call.request, body);
  const more = alike && ids[0] ? await alikeOf(call.payload, queue, ids[0]) : [];
  return setAside({ payload: call.payload, user }, { queue, ids: [...ids, ...more], reason });
});
