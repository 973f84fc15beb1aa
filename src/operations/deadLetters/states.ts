import { GIVEN_UP } from '@/notifications/message';
import { type OutboxKind } from '@/platform/outbox';

/**
 * The queues, the states in which a row has been given up and waits for staff, and the one in which it waits
 * for a worker.
 */
export const DEAD = {
  'inbox-events': { dead: ['failed'], waiting: 'received' },
  outbox: { dead: ['dead'], waiting: 'waiting' },
  messages: { dead: GIVEN_UP, waiting: 'queued' },
} as const;

export type DeadQueue = keyof typeof DEAD;

/** The effect that gives money back: asked for again by those who may refund, one by one, and never set aside. */
export const REFUND: OutboxKind = 'payment.refund';

/** Given up, and staff have said why nothing more is done about it: no longer counted as waiting for them. */
export { SET_ASIDE } from '@/platform/queue';
