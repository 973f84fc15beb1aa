import { type Payload } from 'payload';

import { messageQueue } from '@/notifications/message';
import { now } from '@/platform/clock';
import { inboxQueue } from '@/platform/inbox';
import { outboxQueue } from '@/platform/outbox';
import { type WorkRow } from '@/platform/queue';
import { nativeCollection } from '@/platform/store';

/** What of a queue is due and not done. */
export interface Backlog {
  queue: 'inbox-events' | 'outbox' | 'messages';
  /** What its rows are called. */
  what: string;
  /** How many are due, counted up to `COUNTED`. */
  due: number;
  /** Since when the one that has waited longest has been due; null when nothing is. */
  oldestDueAt: Date | null;
  waitsMs: number;
}

/** What is due is taken within seconds. A row that failed is due later by itself, so this is work nobody comes to. */
export const BACKLOG_LATE_MS = 10 * 60_000;
const COUNTED = 10_000;

const QUEUES = [
  { queue: inboxQueue, what: 'webhooks' },
  { queue: outboxQueue, what: 'effects' },
  { queue: messageQueue, what: 'mails' },
] as const;

/** What each queue owes by now. Two commands for each, on the index the workers use. */
export async function readBacklog(payload: Payload): Promise<Backlog[]> {
  const at = now();
  return Promise.all(
    QUEUES.map(async ({ queue: { collection, waiting }, what }) => {
      const where = { state: waiting, dueAt: { $lte: at } };
      const rows = nativeCollection<WorkRow>(payload, collection);
      const [oldest, due] = await Promise.all([
        rows.findOne(where, { sort: { dueAt: 1 }, projection: { dueAt: 1 } }),
        rows.countDocuments(where, { limit: COUNTED }),
      ]);
      return {
        queue: collection,
        what,
        due,
        oldestDueAt: oldest?.dueAt ?? null,
        waitsMs: oldest ? at.getTime() - oldest.dueAt.getTime() : 0,
      };
    }),
  );
}

/** `120 mails are due, the oldest for 15 min`, of a queue that nobody empties. */
export const backlogWords = ({ due, what, waitsMs }: Backlog): string =>
  `${due} ${what} due, the oldest for ${Math.round(waitsMs / 60_000)} min`;
