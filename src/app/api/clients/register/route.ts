import { z } from 'zod';

import { register } from '@/accounts/register';
import { readJson } from '@/platform/http';

import { line, personName, timezone } from '../../_lib/inputs';
import { limitByAddress, route } from '../../_lib/route';

const body = z.strictObject({
  email: z.email().max(254),
  password: z.string().min(10, 'At least 10 characters, please.').max(200),
  firstName: personName,
  lastName: personName,
  company: line(200).optional(),
  timezone: timezone.optional(),
});

export const POST = route(async (call) => {
  const registration = await readJson(call.request, body);
  await limitByAddress(call, 'registration');
  await register(call.payload, registration);
  return Response.json({ status: 'check-your-mail' }, { status: 201 });
});
