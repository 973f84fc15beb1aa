import { stripeProvider } from '@/integrations/stripe/provider';
import { readText } from '@/platform/http';
import { receive } from '@/platform/inbox';

import { webhookRoute } from '../../_lib/webhookRoute';

/** Stripe's largest events are well under this. */
const MAX_BYTES = 1024 * 1024;

/** Verified on the raw body, stored, then answered; a worker applies it. */
export const POST = webhookRoute(async ({ request, payload }) => {
  const raw = await readText(request, MAX_BYTES);
  const event = stripeProvider().verifyEvent(raw, request.headers.get('stripe-signature'));
  await receive(payload, { provider: 'stripe', eventId: event.id, type: event.type, payload: event.payload });
  return { received: true };
});
