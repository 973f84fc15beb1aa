import { z } from 'zod';

import { findAvailability } from '@/consultations/findAvailability';
import { readQuery } from '@/platform/http';

import { id, instant } from '../../_lib/inputs';
import { route, signedIn } from '../../_lib/route';

const MAX_DAYS = 62;

const query = z
  .strictObject({ consultantId: id, typeId: id, from: instant, to: instant })
  .refine(({ from, to }) => new Date(to) > new Date(from), { path: ['to'], message: 'Must be after "from".' })
  .refine(({ from, to }) => new Date(to).getTime() - new Date(from).getTime() <= MAX_DAYS * 86_400_000, { path: ['to'], message: `At most ${MAX_DAYS} days.` });

export const GET = route(async (call) => {
  signedIn(call);
  const { consultantId, typeId, from, to } = readQuery(call.request, query);
  return findAvailability(call.payload, { consultantId, typeId, from: new Date(from), to: new Date(to) });
});
