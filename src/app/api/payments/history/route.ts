import { z } from 'zod';

import { readPayments } from '@/payments/readPayments';
import { readQuery } from '@/platform/http';

import { id, paging } from '../../_lib/inputs';
import { route, subjectClient } from '../../_lib/route';

const query = z.strictObject({ clientId: id.optional(), ...paging });

export const GET = route(async (call) => {
  const { clientId, page, limit } = readQuery(call.request, query);
  return readPayments({ payload: call.payload, ...(await subjectClient(call, clientId)), page, limit });
});
