import { z } from 'zod';

import { requestReset } from '@/accounts/requestReset';
import { readJson } from '@/platform/http';
import { countAttempt } from '@/platform/rateLimit';

import { addressOf } from './addressOf';
import { limitByAddress, route } from './route';

const body = z.object({ email: z.email().max(254) });

/** Payload's forgot-password, by way of our message log. Says the same whether the address is known or not. */
export const resetRequest = (collection: 'clients' | 'staff') =>
  route(async (call) => {
    const { email } = await readJson(call.request, body);
    await limitByAddress(call, 'reset-address');
    await countAttempt(call.payload, 'reset', `${email}|${addressOf(call.request)}`);
    // From however many addresses: nobody's inbox is to be filled.
    await countAttempt(call.payload, 'reset-account', email);
    await requestReset(call.payload, collection, email);
    return { message: 'Success' };
  });
