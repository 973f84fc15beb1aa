import { type Payload } from 'payload';

import { logger } from '@/platform/logger';
import { recordHeartbeat } from '@/platform/workers';

const BEAT_MS = 10_000;

/** Each worker beats for itself: a shared job would let one speak for all. @returns a function that ends it. */
export function startHeartbeat(payload: Payload, worker: string): () => void {
  const beat = (): void => {
    recordHeartbeat(payload, worker).catch((error: unknown) => logger.warn({ error: String(error) }, 'no heartbeat'));
  };
  beat();
  const timer = setInterval(beat, BEAT_MS);
  return () => clearInterval(timer);
}
