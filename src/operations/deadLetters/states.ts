/** The queues, the states in which a row has been given up and waits for staff, and the one in which it waits for a worker. */
export const DEAD = {
  'inbox-events': { dead: ['failed'], waiting: 'received' },
  outbox: { dead: ['dead'], waiting: 'waiting' },
  messages: { dead: ['failed', 'parked'], waiting: 'queued' },
} as const;

export type DeadQueue = keyof typeof DEAD;

/** Given up, and staff have said why nothing more is done about it: no longer counted as waiting for them. */
export { SET_ASIDE } from '@/platform/queue';
