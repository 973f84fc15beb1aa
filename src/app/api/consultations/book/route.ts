import { z } from 'zod';

import { book } from '@/consultations/book';
import { DomainError } from '@/platform/errors';
import { readJson } from '@/platform/http';

import { id, instant, line, timezone } from '../../_lib/inputs';
import { answered, limitByUser, onceFor, route, signedIn, staffOnly } from '../../_lib/route';

const body = z.strictObject({
  clientId: id.optional(),
  consultantId: id,
  typeId: id,
  startsAt: instant,
  mode: z.enum(['remote', 'in_person']),
  timezone: timezone.optional(),
  topic: line(200).optional(),
  notes: z.string().max(2000).optional(),
});

export const POST = route(async (call) => {
  const user = signedIn(call);
  const { clientId, ...booking } = await readJson(call.request, body);
  if (user.collection === 'staff') staffOnly(call, 'owner', 'ops');
  if (user.collection === 'clients' && clientId && clientId !== user.id) throw new DomainError('NOT_FOUND');
  const bookFor = user.collection === 'clients' ? String(user.id) : clientId;
  if (!bookFor)
    throw new DomainError('VALIDATION', { fields: [{ path: 'clientId', message: 'Say for which client.' }] });
  if (user.collection === 'clients') await limitByUser(call, user, 'booking');
  return answered(
    await onceFor(
      call,
      { user, route: 'consultations.book', body: { clientId, ...booking }, required: true },
      async (keep) => ({
        status: 201,
        body: await book({ payload: call.payload, user, keep }, { ...booking, clientId: bookFor }),
      }),
    ),
  );
});
