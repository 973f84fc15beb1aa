import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { messageQueue } from '@/notifications/message';
import { now } from '@/platform/clock';
import { type Findings, type Invariant } from '@/platform/findings';
import { inboxQueue } from '@/platform/inbox';
import { outboxQueue } from '@/platform/outbox';
import { type Queue, SET_ASIDE, type WorkRow } from '@/platform/queue';
import { nativeCollection } from '@/platform/store';

interface QueueRule {
  invariant: Invariant;
  queue: Queue;
  /** What a row is called in the summary. */
  rows: string;
  /** Where a row ends well. */
  ends: readonly string[];
  /** Where a row ends visibly, for staff to look at. */
  visible: readonly string[];
  /** Says in staff's words which row it is. */
  nameOf: (row: Document) => string;
}

const RULES: readonly QueueRule[] = [
  {
    invariant: 'I4',
    queue: inboxQueue,
    rows: 'webhooks',
    ends: ['processed', 'ignored', SET_ASIDE],
    visible: ['failed'],
    nameOf: (row) => `${String(row.provider)} ${String(row.type)}`,
  },
  {
    invariant: 'I6',
    queue: outboxQueue,
    rows: 'effects',
    ends: ['done', SET_ASIDE],
    visible: ['dead'],
    nameOf: (row) => String(row.key),
  },
  {
    invariant: 'I6',
    queue: messageQueue,
    rows: 'mails',
    ends: ['sent', 'dropped', SET_ASIDE],
    visible: ['parked', 'failed'],
    nameOf: (row) => String(row.key),
  },
];

const STUCK_MS = 3_600_000;

/** I4, and I6 for what goes out: each row has ended, waits for its time, or is a dead letter staff see. */
export async function checkQueues(payload: Payload, findings: Findings): Promise<void> {
  for (const rule of RULES) {
    const collection = nativeCollection<WorkRow>(payload, rule.queue.collection);
    findings.checked(rule.invariant, rule.rows, await collection.estimatedDocumentCount());
    const open = collection.find({ state: { $nin: [...rule.ends] } }, { projection: FIELDS });
    for await (const row of open) judge(row, rule, findings);
  }
}

const FIELDS = { state: 1, dueAt: 1, leaseUntil: 1, error: 1, key: 1, provider: 1, type: 1 };

function judge(row: WorkRow, rule: QueueRule, findings: Findings): void {
  const subject = `${rule.queue.collection}:${row._id.toHexString()}`;
  if (rule.visible.includes(row.state)) {
    findings.waits(
      rule.invariant,
      subject,
      `${rule.nameOf(row)} is ${row.state}: ${row.error ?? 'no reason given'}`,
    );
    return;
  }
  const fault = waitingFault(row, rule);
  if (fault) findings.differs(rule.invariant, subject, `${rule.nameOf(row)} ${fault}`);
}

function waitingFault(row: WorkRow, { queue }: QueueRule): string | null {
  if (row.state !== queue.waiting) return `is in the state ${row.state}, which is none`;
  if (!((row.dueAt as unknown) instanceof Date)) return 'waits, and says not until when';
  const free = Math.max(row.dueAt.getTime(), row.leaseUntil?.getTime() ?? 0);
  return free >= now().getTime() - STUCK_MS
    ? null
    : `has been due since ${row.dueAt.toISOString()} and nobody takes it`;
}
