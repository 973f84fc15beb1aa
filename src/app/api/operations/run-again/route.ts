import { z } from 'zod';

import { runAgain, runAlikeAgain } from '@/operations/deadLetters/runAgain';
import { readJson } from '@/platform/http';

import { deadLetters } from '../../_lib/deadLetters';
import { id } from '../../_lib/inputs';
import { route, staffOnly } from '../../_lib/route';

const body = z.strictObject({ ...deadLetters, id });

export const POST = route(async (call) => {
  const user = staffOnly(call, 'owner', 'ops', 'finance');
  const { alike, ...request } = await readJson(call.request, body);
  return (alike ? runAlikeAgain : runAgain)({ payload: call.payload, user }, request);
});
