import { verify } from '@/accounts/verify';

import { limitByAddress, route } from '../../../_lib/route';

export const POST = route<{ token: string }>(async (call) => {
  await limitByAddress(call, 'verification');
  await verify(call.payload, call.params.token);
  return { message: 'Your address is confirmed.' };
});
