import { type Payload } from 'payload';

import { now, TOLERATED_MS } from './clock';
import { logger } from './logger';
import { type Queue, type WorkRow } from './queue';
import { nativeCollection } from './store';

/**
 * Brings rows back to the present that were written by a clock ahead of ours (the database's was set back, or an
 * earlier release wrote them): what they wait for, they wait for as long as was meant, and no lease lasts longer than
 * the queue gives. One command. @returns how many
 */
export async function healQueue(
  payload: Payload,
  { collection, waiting, leaseMs }: Pick<Queue, 'collection' | 'waiting' | 'leaseMs'>,
): Promise<number> {
  const at = now();
  const later = (ms: number): Date => new Date(at.getTime() + ms);
  const isAhead = { dueAt: { $gt: at }, updatedAt: { $gt: later(TOLERATED_MS) } };
  const isHeldTooLong = { leaseUntil: { $gt: later(leaseMs + TOLERATED_MS) } };
  const { modifiedCount } = await nativeCollection<WorkRow>(payload, collection).updateMany(
    { state: waiting, $or: [isAhead, isHeldTooLong] },
    [
      {
        $set: {
          dueAt: {
            $cond: [
              { $gt: ['$updatedAt', at] },
              { $max: [at, { $subtract: ['$dueAt', { $subtract: ['$updatedAt', at] }] }] },
              '$dueAt',
            ],
          },
          leaseUntil: { $cond: ['$leaseUntil', { $min: ['$leaseUntil', later(leaseMs)] }, null] },
          updatedAt: { $min: ['$updatedAt', at] },
        },
      },
    ],
  );
  if (modifiedCount > 0)
    logger.warn({ collection, rows: modifiedCount }, 'rows from the future were brought back');
  return modifiedCount;
}
