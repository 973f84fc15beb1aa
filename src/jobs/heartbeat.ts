import { type Payload } from 'payload';

import { logger } from '@/platform/logger';
import { forgetDeadWorkers, recordHeartbeat, recordStop } from '@/platform/workers';

const BEAT_MS = 10_000;

/**
 * Each worker beats for itself: a shared job would let one speak for all.
 * @returns a function that ends it, and says so.
 */
export function startHeartbeat(payload: Payload, worker: string): () => Promise<void> {
  const quietly = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => logger.warn({ error: String(error) }, 'no heartbeat'));
  let beating = Promise.resolve();
  const beat = (): void => {
    beating = quietly(recordHeartbeat(payload, worker));
  };
  beat();
  void quietly(forgetDeadWorkers(payload));
  const timer = setInterval(beat, BEAT_MS);
  return async () => {
    clearInterval(timer);
    // A beat that is on its way would bring the row back.
    await beating;
    await quietly(recordStop(payload, worker));
  };
}
