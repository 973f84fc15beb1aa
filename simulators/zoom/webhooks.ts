import { createHmac } from 'node:crypto';
import { type SimDelivery } from './state';

/** Zoom waits this long for an answer, and tries again after about 5, 20 and 60 minutes, then never. */
const ANSWER_WITHIN_MS = 3_000;
export const ZOOM_RETRIES_MS = [5 * 60_000, 20 * 60_000, 60 * 60_000];

export interface ZoomEvent {
  event: string;
  event_ts: number;
  payload: Record<string, unknown>;
  download_token?: string;
}

export interface WebhookSender {
  /** True when there is somewhere to send to. */
  isConfigured: boolean;
  /** Sends once and answers the outcome; failures are tried again later by themselves. */
  send(event: ZoomEvent, meetingId: number | null): Promise<SimDelivery>;
  /** Sends `endpoint.url_validation` and says whether the answer proves the secret. */
  validate(plainToken: string): Promise<boolean>;
  stop(): void;
}

export function createWebhookSender(input: {
  url: string | null;
  secret: string;
  retriesMs: number[];
  now(): Date;
  onDelivery(delivery: SimDelivery): void;
}): WebhookSender {
  const timers = new Set<NodeJS.Timeout>();
  const hmac = (text: string) => createHmac('sha256', input.secret).update(text).digest('hex');

  async function post(event: ZoomEvent): Promise<{ status: number; body: string }> {
    const body = JSON.stringify(event);
    // By the machine's clock, however the simulator's stands: whoever checks a signature judges its age by that.
    const timestamp = String(Math.floor(Date.now() / 1000));
    const response = await fetch(input.url ?? '', {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-zm-request-timestamp': timestamp,
        'x-zm-signature': `v0=${hmac(`v0:${timestamp}:${body}`)}`,
      },
      body,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return { status: response.status, body: await response.text() };
  }

  async function attempt(event: ZoomEvent, meetingId: number | null, count: number): Promise<SimDelivery> {
    const result = await post(event).then(
      (answer) => answer.status,
      (error: unknown) => (error instanceof Error ? error.name : 'failed'),
    );
    const delivery = { at: input.now().toISOString(), event: event.event, meetingId, attempt: count, result };
    input.onDelivery(delivery);
    const wait = input.retriesMs[count - 1];
    const isAccepted = typeof result === 'number' && result >= 200 && result < 300;
    if (!isAccepted && wait !== undefined) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        void attempt(event, meetingId, count + 1);
      }, wait);
      timers.add(timer.unref());
    }
    return delivery;
  }

  return {
    isConfigured: input.url !== null,
    send: (event, meetingId) => attempt(event, meetingId, 1),
    async validate(plainToken) {
      const event = {
        event: 'endpoint.url_validation',
        event_ts: input.now().getTime(),
        payload: { plainToken },
      };
      const answer = await post(event);
      const given = JSON.parse(answer.body) as { plainToken?: string; encryptedToken?: string };
      return (
        answer.status === 200 && given.plainToken === plainToken && given.encryptedToken === hmac(plainToken)
      );
    },
    stop() {
      timers.forEach((timer) => clearTimeout(timer));
      timers.clear();
    },
  };
}
