import { revokeFeed } from '@/consultations/feed/feedLinks';

import { feedOf } from '../../../_lib/feedOf';
import { route } from '../../../_lib/route';

export const POST = route(async (call) => {
  await revokeFeed(call, feedOf(call));
  return { active: false };
});
