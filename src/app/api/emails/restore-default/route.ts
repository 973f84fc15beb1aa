import { z } from 'zod';

import { TEMPLATE_KEYS } from '@/emails/catalog';
import { backToDefault } from '@/notifications/templates/backToDefault';
import { readJson } from '@/platform/http';

import { route, staffOnly } from '../../_lib/route';

const body = z.strictObject({ key: z.enum(TEMPLATE_KEYS) });

export const POST = route(async (call) => {
  const user = staffOnly(call, 'owner', 'editor');
  const { key } = await readJson(call.request, body);
  return backToDefault({ payload: call.payload, user }, key);
});
