import { previewCancellation } from '@/consultations/previewCancellation';

import { readerOf, route, signedIn } from '../../../_lib/route';

export const GET = route<{ id: string }>(async (call) => {
  signedIn(call);
  return previewCancellation(await readerOf(call), call.params.id);
});
