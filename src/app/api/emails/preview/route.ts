import { previewTemplate } from '@/notifications/templates/previewTemplate';
import { readJson } from '@/platform/http';

import { route, staffOnly } from '../../_lib/route';
import { templateWords } from '../../_lib/templateWords';

/** The mail as unsaved words make it. Sends and stores nothing. */
export const POST = route(async (call) => {
  staffOnly(call, 'owner', 'ops', 'editor');
  return previewTemplate(call, await readJson(call.request, templateWords));
});
