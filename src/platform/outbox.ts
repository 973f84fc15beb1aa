import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { now } from './clock';
import { currentCorrelationId } from './logger';
import { growingPause, type Queue, type WorkRow } from './queue';
import { nativeCollection, requireSession } from './store';

export type OutboxKind = 'meeting.sync' | 'payment.refund';

export interface OutboxRow extends WorkRow {
  key: string;
  kind: OutboxKind;
  subject: string;
  /** What the effect needs to know that its subject does not say. */
  data?: Record<string, unknown>;
  correlationId: string | null;
}

/** About a day of trying before staff must look. */
export const outboxQueue: Queue = {
  collection: 'outbox',
  waiting: 'waiting',
  dead: 'dead',
  // Longer than all calls to Zoom for one booking may take.
  leaseMs: 240_000,
  maxAttempts: 100,
  backoff: growingPause,
};

export interface Effect {
  key: string;
  kind: OutboxKind;
  subject: string;
  data?: Record<string, unknown>;
  /** At once when not given. */
  dueAt?: Date;
}

/** Ends an effect that was done by whoever recorded it, before a worker came to it. */
export async function markDone(req: PayloadRequest, key: string): Promise<void> {
  await nativeCollection<OutboxRow>(req.payload, 'outbox').updateOne(
    { key },
    { $set: { state: 'done', doneAt: now(), error: null, updatedAt: now() } },
    { session: requireSession(req) },
  );
}

/**
 * Records one thing owed to the outside, in the transaction of its cause. A worker does it after the commit.
 * The key makes it be owed once.
 */
export async function owe(req: PayloadRequest, effect: Effect): Promise<void> {
  const at = now();
  await nativeCollection<OutboxRow>(req.payload, 'outbox').insertOne(
    {
      _id: new ObjectId(),
      ...effect,
      state: 'waiting',
      attempts: 0,
      dueAt: effect.dueAt ?? at,
      leaseToken: null,
      leaseUntil: null,
      correlationId: currentCorrelationId() ?? null,
      createdAt: at,
      updatedAt: at,
    },
    { session: requireSession(req) },
  );
}
