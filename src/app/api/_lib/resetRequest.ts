import { z } from 'zod';

import { requestReset } from '@/accounts/requestReset';
import { readJson } from '@/platform/http';
import { countAttempt } from '@/platform/rateLimit';

import { addressOf } from './addressOf';
import { limitByAddress, route } from './route';

const body = z.object({ email: z.email().max(254) });

/** Longer than the few commands that only a known address costs: the answer does not tell by its time. */
const ANSWER_AFTER_MS = 400;

async function atLeast<T>(ms: number, work: Promise<T>): Promise<T> {
  const [result] = await Promise.all([work, new Promise((resolve) => setTimeout(resolve, ms))]);
  return result;
}

/** Payload's forgot-password, by way of our message log. Says the same whether the address is known or not. */
export const resetRequest = (collection: 'clients' | 'staff') =>
  route(async (call) => {
    const { email } = await readJson(call.request, body);
    await limitByAddress(call, 'reset-address');
    await countAttempt(call.payload, 'reset', `${email}|${addressOf(call.request)}`);
    // From however many addresses: nobody's inbox is to be filled.
    await countAttempt(call.payload, 'reset-account', email);
    await atLeast(ANSWER_AFTER_MS, requestReset(call.payload, collection, email));
    return { message: 'Success' };
  });
