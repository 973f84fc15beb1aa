import { z } from 'zod';

import { changePassword } from '@/accounts/changePassword';
import { DomainError } from '@/platform/errors';
import { readJson } from '@/platform/http';

import { limitByUser, route, signedIn } from './route';

const body = z.strictObject({
  currentPassword: z.string().min(1, 'Your present password, please.').max(200),
  newPassword: z.string().min(10, 'At least 10 characters, please.').max(200),
});

/** Whoever is signed in changes their own password, and nobody else's. */
export const passwordRoute = (collection: 'clients' | 'staff') =>
  route(async (call) => {
    const user = signedIn(call);
    if (user.collection !== collection) throw new DomainError('FORBIDDEN');
    const change = await readJson(call.request, body);
    await limitByUser(call, user, 'password');
    await changePassword(call.payload, user, change);
    return { status: 'changed' };
  });
