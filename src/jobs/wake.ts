import { type Payload } from 'payload';

import { logger } from '@/platform/logger';
import { databaseOf } from '@/platform/store';

/**
 * Rings jobs the moment a row of theirs is committed or becomes due earlier, so that nobody waits for the next
 * poll. Only a convenience: when the stream breaks, polling goes on and the stream is opened again.
 * @returns a function that stops listening.
 */
export function wakeOnCommit(payload: Payload, bells: ReadonlyMap<string, () => void>): () => Promise<void> {
  let closed = false;
  let close = async (): Promise<void> => undefined;

  const open = (): void => {
    if (closed) return;
    const stream = databaseOf(payload).watch([
      { $match: { operationType: { $in: ['insert', 'update'] }, 'ns.coll': { $in: [...bells.keys()] } } },
    ]);
    close = () => stream.close();
    stream.on('change', (change) => {
      if ('ns' in change && change.ns && 'coll' in change.ns) bells.get(change.ns.coll)?.();
    });
    stream.on('error', (error) => {
      logger.warn({ error: error.message }, 'the change stream broke; polling goes on');
      void stream.close().catch(() => undefined);
      setTimeout(open, 5000).unref();
    });
  };
  open();
  return async () => {
    closed = true;
    await close();
  };
}
