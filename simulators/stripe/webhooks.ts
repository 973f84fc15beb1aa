import { newId, seconds } from './ids';
import { signatureHeader } from './sign';
import { type Delivery, type Store } from './store';
import { type StripeEvent } from './types';

export interface WebhookSettings {
  url: string | null;
  secret: string;
  /** Wait before the second attempt; doubles with each further one, up to a minute. */
  retryBaseMs: number;
  maxAttempts: number;
  timeoutMs: number;
}

export type AttemptResult = { status: number } | { error: string };

const LONGEST_WAIT = 60_000;

/** Posts signed events to the endpoint until it answers 2xx, at least once and in no promised order. */
export class Webhooks {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private closed = false;

  constructor(
    private readonly store: Store,
    readonly settings: WebhookSettings,
  ) {}

  /** Queues an event as the endpoint's settings say; while disabled it is only kept for listing. */
  enqueue(event: StripeEvent): void {
    const { enabled, copies, delayMs } = this.store.data.webhooks;
    if (!enabled || !this.settings.url) return;
    event.pending_webhooks = 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const delivery: Delivery = { id: newId('whd'), eventId: event.id, state: 'pending', attempts: [] };
      this.store.data.deliveries.push(delivery);
      this.schedule(delivery, delayMs);
    }
  }

  /** Takes up what an earlier process left undelivered. */
  resume(): void {
    for (const delivery of this.store.data.deliveries)
      if (delivery.state === 'pending') this.schedule(delivery, 0);
  }

  /** Sends an event once more, now, whatever came of it before. */
  async deliverNow(event: StripeEvent): Promise<AttemptResult> {
    if (!this.settings.url) return { error: 'no webhook URL' };
    const body = JSON.stringify(event, null, 2);
    try {
      const answer = await fetch(this.settings.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': signatureHeader(body, this.settings.secret, seconds()),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(this.settings.timeoutMs),
      });
      await answer.arrayBuffer();
      return { status: answer.status };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Resolves when nothing is queued or on its way. */
  async idle(): Promise<void> {
    while (this.running.size) await Promise.all(this.running);
  }

  /** Forgets what is queued; what was on its way may still arrive. */
  forget(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.running.clear();
  }

  close(): void {
    this.closed = true;
    this.forget();
  }

  private schedule(delivery: Delivery, waitMs: number): void {
    const work = new Promise<void>((done) => {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        void this.attempt(delivery).then(done);
      }, waitMs);
      this.timers.add(timer);
    });
    this.running.add(work);
    void work.then(() => this.running.delete(work));
  }

  private async attempt(delivery: Delivery): Promise<void> {
    const { data } = this.store;
    const event = data.events.find(({ id }) => id === delivery.eventId);
    if (!event || !data.webhooks.enabled) {
      delivery.state = 'dropped';
    } else {
      const result = await this.deliverNow(event);
      // Reset or closed meanwhile: this delivery belongs to nobody any more, or to the next process.
      if (data !== this.store.data || this.closed) return;
      this.record(delivery, event, result);
    }
    this.store.save();
  }

  private record(delivery: Delivery, event: StripeEvent, result: AttemptResult): void {
    const code = 'status' in result ? result.status : result.error;
    delivery.attempts.push({ at: new Date().toISOString(), result: code });
    if (typeof code === 'number' && code >= 200 && code < 300) {
      delivery.state = 'delivered';
      event.pending_webhooks = 0;
    } else if (delivery.attempts.length >= this.settings.maxAttempts) {
      delivery.state = 'failed';
    } else {
      this.schedule(
        delivery,
        Math.min(LONGEST_WAIT, this.settings.retryBaseMs * 2 ** (delivery.attempts.length - 1)),
      );
    }
  }
}
