import { z } from 'zod';

import { readHistory } from '@/credits/readHistory';
import { ENTRY_KINDS } from '@/credits/wallet';
import { readQuery } from '@/platform/http';

import { id, paging, several } from '../../_lib/inputs';
import { route, subjectClient } from '../../_lib/route';

const query = z.strictObject({ clientId: id.optional(), kind: several(ENTRY_KINDS), ...paging });

export const GET = route(async (call) => {
  const { clientId, kind, page, limit } = readQuery(call.request, query);
  const subject = await subjectClient(call, clientId);
  const { timezone } = await call.payload.findByID({
    collection: 'clients',
    id: subject.clientId,
    select: { timezone: true },
    depth: 0,
    overrideAccess: true,
  });
  return readHistory({ payload: call.payload, ...subject, zone: timezone, kinds: kind, page, limit });
});
