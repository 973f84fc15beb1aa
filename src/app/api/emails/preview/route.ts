import { z } from 'zod';

import { TEMPLATE_KEYS } from '@/emails/catalog';
import { previewTemplate } from '@/notifications/previewTemplate';
import { readJson } from '@/platform/http';

import { route, staffOnly } from '../../_lib/route';

// The limits of a template are told by its check, with words; these only bound the work.
const body = z.strictObject({
  key: z.enum(TEMPLATE_KEYS),
  subject: z.string().max(2000),
  preheader: z.string().max(2000),
  body: z.string().max(62_000),
});

/** The mail as unsaved words make it, with sample values. Sends and stores nothing. */
export const POST = route(async (call) => {
  staffOnly(call, 'owner', 'ops', 'editor');
  return previewTemplate(call.payload, await readJson(call.request, body));
});
