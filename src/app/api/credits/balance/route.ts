import { z } from 'zod';

import { readBalance } from '@/credits/readBalance';
import { readBalanceAt } from '@/credits/readBalanceAt';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { readQuery } from '@/platform/http';

import { id, instant } from '../../_lib/inputs';
import { route, subjectClient } from '../../_lib/route';

const query = z.strictObject({ clientId: id.optional(), at: instant.optional() });

export const GET = route(async (call) => {
  const asked = readQuery(call.request, query);
  const { clientId } = await subjectClient(call, asked.clientId);
  if (!asked.at) return readBalance({ payload: call.payload, clientId });
  const at = new Date(asked.at);
  if (at > now())
    throw new DomainError('VALIDATION', {
      fields: [{ path: 'at', message: 'A moment in the past, please.' }],
    });
  return readBalanceAt(call.payload, clientId, at);
});
