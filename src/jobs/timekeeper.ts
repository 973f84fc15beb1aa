import { type Payload } from 'payload';

import { messageQueue } from '@/notifications/message';
import { readOffset } from '@/platform/adjustableClock';
import { readClock } from '@/platform/databaseClock';
import { healQueue } from '@/platform/healQueue';
import { inboxQueue } from '@/platform/inbox';
import { logger } from '@/platform/logger';
import { outboxQueue } from '@/platform/outbox';

/** A wrong clock costs nobody more than this, and what its mending takes. */
const LOOK_EVERY_MS = 5000;

/**
 * Keeps the time of this worker right, and mends what a wrong clock has left in queues and timetable: at the start, and
 * again and again by the process's own interval.
 * @param keepTime mends the timetable
 * @returns a function that ends it
 */
export async function keepRight(
  payload: Payload,
  keepTime: () => Promise<void>,
): Promise<() => Promise<void>> {
  const look = async (): Promise<void> => {
    await readClock(payload);
    // Where the clock can be moved, another process may have moved it since it was read last.
    await readOffset(payload);
    for (const queue of [inboxQueue, outboxQueue, messageQueue]) await healQueue(payload, queue);
    await keepTime();
  };
  let looking: Promise<void> | undefined;
  const quietly = (): void => {
    looking ??= look()
      .catch((error: unknown) => logger.warn({ error: String(error) }, 'the time could not be looked at'))
      .finally(() => (looking = undefined));
  };
  quietly();
  await looking;
  const timer = setInterval(quietly, LOOK_EVERY_MS);
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
