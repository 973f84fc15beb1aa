import { type Filter, ObjectId } from 'mongodb';
import { type Payload, type PayloadRequest } from 'payload';

import { now } from './clock';
import { currentCorrelationId } from './logger';
import { growingPause, type Queue, settle, type WorkRow } from './queue';
import { nativeCollection, requireSession } from './store';

export type OutboxKind = 'meeting.sync' | 'meeting.remove' | 'payment.refund';

export interface OutboxRow extends WorkRow {
  key: string;
  kind: OutboxKind;
  subject: string;
  /** What the effect needs to know that its subject does not say. */
  data?: Record<string, unknown>;
  /** Not to be hastened before this instant, whatever else has become possible. */
  heldUntil?: Date | null;
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

/**
 * Puts a row back under its lease although nothing was tried: somebody else is at it, or its turn has not come.
 * It costs none of its tries. @throws LeaseLost
 */
export const postpone = (
  payload: Payload,
  row: OutboxRow,
  { dueAt, why, heldUntil = null }: { dueAt: Date; why: string; heldUntil?: Date | null },
): Promise<void> =>
  settle(payload, outboxQueue, row, {
    state: 'waiting',
    attempts: row.attempts - 1,
    dueAt,
    heldUntil,
    error: why,
  });

/** Rows that wait for what may have come by now, and for no fixed time. */
export const notHeld = (): Filter<OutboxRow> => ({
  $or: [{ heldUntil: null }, { heldUntil: { $lte: now() } }],
});

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
