import { ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { now } from './clock';
import { currentCorrelationId } from './logger';
import { asNew, growingPause, type Queue, type WorkRow } from './queue';
import { nativeCollection } from './store';
import { duplicateKey } from './transaction';

export interface InboxRow extends WorkRow {
  provider: 'stripe' | 'zoom';
  eventId: string;
  type: string;
  payload: Record<string, unknown>;
  /**
   * What the event carries that those who read the inbox must not see. No field of the collection; emptied
   * when it is settled.
   */
  sealed?: Record<string, unknown> | null;
  correlationId: string | null;
}

export const inboxQueue: Queue = {
  collection: 'inbox-events',
  waiting: 'received',
  dead: 'failed',
  // Longer than all calls to Stripe may take with their retries.
  leaseMs: 240_000,
  maxAttempts: 20,
  backoff: growingPause,
};

/**
 * Gives events whose tries ran out (something was down for hours) all their tries again. One that was put aside at its
 * first tries, because no try can mend it, stays with staff. @returns how many
 */
export async function reviveExhausted(
  payload: Payload,
  {
    provider,
    receivedAfter,
    deadSince,
  }: { provider: InboxRow['provider']; receivedAfter: Date; deadSince: Date },
): Promise<number> {
  const revived = await nativeCollection<InboxRow>(payload, 'inbox-events').updateMany(
    {
      provider,
      state: inboxQueue.dead,
      attempts: { $gte: inboxQueue.maxAttempts },
      receivedAt: { $gt: receivedAfter },
      updatedAt: { $lte: deadSince },
    },
    { $set: asNew(inboxQueue) },
  );
  return revived.modifiedCount;
}

export interface ReceivedEvent {
  provider: 'stripe' | 'zoom';
  eventId: string;
  type: string;
  payload: Record<string, unknown>;
  sealed?: Record<string, unknown>;
}

/**
 * Stores a verified event, once. The caller answers the provider only after this has returned.
 * @returns false when the event was already here. One command.
 */
export async function receive(payload: Payload, event: ReceivedEvent): Promise<boolean> {
  const at = now();
  try {
    await nativeCollection<InboxRow>(payload, 'inbox-events').insertOne(
      {
        _id: new ObjectId(),
        ...event,
        state: 'received',
        attempts: 0,
        dueAt: at,
        leaseToken: null,
        leaseUntil: null,
        correlationId: currentCorrelationId() ?? null,
        receivedAt: at,
        createdAt: at,
        updatedAt: at,
      },
      { writeConcern: { w: 'majority' } },
    );
    return true;
  } catch (error) {
    if (duplicateKey(error)) return false;
    throw error;
  }
}
