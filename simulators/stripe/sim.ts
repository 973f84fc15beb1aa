import { newId, seconds } from './ids';
import { type Store } from './store';
import { type Resource, type StripeEvent } from './types';

export const API_VERSION = '2026-10-28.endive';

/** The call that causes an event, as events name it; null for what happens by itself. */
type Cause = { id: string; idempotency_key: string | null } | null;

/** What every part of the simulator works with. */
export interface Sim {
  store: Store;
  /** Where this simulator can be reached, for links inside objects. */
  url: () => string;
  /** Set while a call runs. */
  cause: Cause;
  onEvent: (event: StripeEvent) => void;
  /** Told when a delayed payment starts. */
  onProcessing: (intentId: string) => void;
}

/** Records an event with a copy of the object as it is now, and has it delivered. */
export function emit(sim: Sim, type: string, object: Resource, previous?: Record<string, unknown>): void {
  const event: StripeEvent = {
    id: newId('evt'),
    object: 'event',
    api_version: API_VERSION,
    created: seconds(),
    data: { object: structuredClone(object), ...(previous ? { previous_attributes: previous } : {}) },
    livemode: false,
    pending_webhooks: 0,
    request: sim.cause ?? { id: null, idempotency_key: null },
    type,
  };
  sim.store.data.events.push(event);
  sim.onEvent(event);
}
