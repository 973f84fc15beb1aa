import { z } from 'zod';

import { alikeOf } from '@/operations/deadLetters/alike';
import { setAside } from '@/operations/deadLetters/setAside';
import { readJson } from '@/platform/http';

import { deadLetters } from '../../_lib/deadLetters';
import { id } from '../../_lib/inputs';
import { route, staffOnly } from '../../_lib/route';

const body = z.strictObject({ ...deadLetters, ids: z.array(id).min(1).max(200) });

export const POST = route(async (call) => {
  const user = staffOnly(call, 'owner', 'ops');
  const { queue, ids, reason, alike } = await readJson(call.request, body);
  const more = alike && ids[0] ? await alikeOf(call.payload, queue, ids[0]) : [];
  return setAside({ payload: call.payload, user }, { queue, ids: [...ids, ...more], reason });
});
