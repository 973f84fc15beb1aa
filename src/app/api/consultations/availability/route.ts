import { z } from 'zod';

import { findAvailability } from '@/consultations/findAvailability';
import { findOwn } from '@/consultations/findOwn';
import { partyOf } from '@/consultations/party';
import { DomainError } from '@/platform/errors';
import { readQuery } from '@/platform/http';
import { refId } from '@/platform/refs';

import { id, instant } from '../../_lib/inputs';
import { readerOf, route, signedIn, staffOnly } from '../../_lib/route';

const MAX_DAYS = 62;

const query = z
  .strictObject({
    consultantId: id,
    typeId: id,
    from: instant,
    to: instant,
    clientId: id.optional(),
    consultationId: id.optional(),
  })
  .refine(({ from, to }) => new Date(to) > new Date(from), { path: ['to'], message: 'Must be after "from".' })
  .refine(({ from, to }) => new Date(to).getTime() - new Date(from).getTime() <= MAX_DAYS * 86_400_000, {
    path: ['to'],
    message: `At most ${MAX_DAYS} days.`,
  });

export const GET = route(async (call) => {
  const user = signedIn(call);
  const { consultationId, clientId, from, to, ...asked } = readQuery(call.request, query);
  if (user.collection === 'clients' && clientId && clientId !== user.id) throw new DomainError('NOT_FOUND');
  // What is left out because the client is busy tells when: only for who books and moves for clients.
  if (user.collection === 'staff' && (clientId || consultationId)) staffOnly(call, 'owner', 'ops');
  const booking = consultationId ? await findOwn(await readerOf(call), consultationId) : null;
  return findAvailability(call.payload, {
    ...asked,
    from: new Date(from),
    to: new Date(to),
    clientId: booking ? refId(booking.client) : user.collection === 'clients' ? String(user.id) : clientId,
    moving: booking ? { booking, by: partyOf({ user }) } : undefined,
  });
});
