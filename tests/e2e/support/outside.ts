import { type Demo } from './demo';

interface Meeting {
  id: number;
  topic: string;
  deletedAt: string | null;
}

async function control<T>(base: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${base}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** Every meeting Zoom has, or had. */
export const meetings = async (demo: Demo): Promise<Meeting[]> =>
  (await control<{ meetings: Meeting[] }>(demo.urls.zoom, '/_sim/state')).meetings;

/** Makes the next calls to Zoom fail; `match` is part of "METHOD /path". */
export const spoilZoom = (demo: Demo, match: string, times: number): Promise<unknown> =>
  control(demo.urls.zoom, '/_sim/faults', { match, status: 503, times });

/** Zoom answers as it should again. */
export const healZoom = (demo: Demo): Promise<unknown> => control(demo.urls.zoom, '/_sim/faults/clear', {});

/** Lets something happen at a meeting; Zoom's event of it is sent. */
export const happensAtZoom = (
  demo: Demo,
  meetingId: string,
  happening: { type: string; participant?: object; at: string },
): Promise<unknown> => control(demo.urls.zoom, `/_sim/meetings/${meetingId}/events`, happening);

/** Holds back what Stripe tells the product, or sends on. */
export const stripeWebhooks = (
  demo: Demo,
  setting: { enabled?: boolean; delayMs?: number },
): Promise<unknown> => control(demo.urls.stripe, '/_sim/webhooks', setting);

/** Pays an intent as a browser would. */
export const payIntent = (demo: Demo, intentId: string, card: string): Promise<unknown> =>
  control(demo.urls.stripe, `/_sim/payment_intents/${intentId}/pay`, { card });

/** The payer's bank takes the money of an intent back until it has decided. */
export const disputeIntent = (demo: Demo, intentId: string): Promise<unknown> =>
  control(demo.urls.stripe, `/_sim/payment_intents/${intentId}/dispute`, { reason: 'product_not_received' });

export const closeDispute = (demo: Demo, disputeId: string, status: 'won' | 'lost'): Promise<unknown> =>
  control(demo.urls.stripe, `/_sim/disputes/${disputeId}/close`, { status });

/** What Stripe has given back of an intent. */
export async function refundsAtStripe(
  demo: Demo,
  intentId: string,
): Promise<{ amount: number; status: string }[]> {
  const { refunds } = await control<{
    refunds: { payment_intent: string; amount: number; status: string }[];
  }>(demo.urls.stripe, '/_sim/state');
  return refunds.filter((refund) => refund.payment_intent === intentId);
}
