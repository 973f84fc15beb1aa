import { readZoomEvent } from '@/integrations/zoom/events';
import { answerUrlValidation, verifyZoomSignature } from '@/integrations/zoom/webhook';
import { worldTime } from '@/platform/clock';
import { env } from '@/platform/env';
import { DomainError } from '@/platform/errors';
import { readText } from '@/platform/http';
import { receive } from '@/platform/inbox';

import { webhookRoute } from '../../_lib/webhookRoute';

/** Zoom's largest events, recordings with many files, are well under this. */
const MAX_BYTES = 256 * 1024;

/** Verified on the raw body, stored, then answered; a worker applies it. Also answers Zoom's check of the endpoint. */
export const POST = webhookRoute(async ({ request, payload }) => {
  const rawBody = await readText(request, MAX_BYTES);
  const secret = env().ZOOM_WEBHOOK_SECRET;
  const isZooms = verifyZoomSignature({
    rawBody,
    timestamp: request.headers.get('x-zm-request-timestamp'),
    signature: request.headers.get('x-zm-signature'),
    secret,
    // The world's time, as Zoom's is: the demo's may be days away.
    now: worldTime(),
  });
  if (!isZooms) throw new DomainError('SIGNATURE_INVALID');
  const { plainToken, ...event } = readZoomEvent(rawBody);
  if (plainToken !== undefined) return answerUrlValidation(plainToken, secret);
  await receive(payload, { provider: 'zoom', ...event });
  return { received: true };
});
