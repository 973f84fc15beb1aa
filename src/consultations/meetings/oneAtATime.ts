import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { now } from '@/platform/clock';
import { newSecret } from '@/platform/ids';
import { notHeld, type OutboxRow, outboxQueue, postpone } from '@/platform/outbox';
import { nativeCollection } from '@/platform/store';
import { duplicateKey } from '@/platform/transaction';

/** Who asks Zoom about a booking now. */
interface Turn extends Document {
  _id: string;
  token: string;
  until: Date;
  isAwaited?: true;
}

const WAIT_MS = 5000;

const turns = (payload: Payload) => nativeCollection<Turn>(payload, '_meeting_turns');

async function take(payload: Payload, booking: string): Promise<string | null> {
  const token = newSecret();
  const at = now();
  const longest = new Date(at.getTime() + outboxQueue.leaseMs);
  try {
    await turns(payload).updateOne(
      // One that lasts longer than any is given was taken by a clock that was ahead.
      { _id: booking, $or: [{ until: { $lte: at } }, { until: { $gt: longest } }] },
      { $set: { token, until: longest } },
      { upsert: true },
    );
    return token;
  } catch (error) {
    if (duplicateKey(error)) return null;
    throw error;
  }
}

async function give(payload: Payload, booking: string, token: string): Promise<void> {
  const turn = await turns(payload).findOneAndDelete({ _id: booking, token });
  if (!turn?.isAwaited) return;
  await nativeCollection<OutboxRow>(payload, 'outbox').updateMany(
    {
      subject: booking,
      kind: 'meeting.sync',
      state: 'waiting',
      leaseToken: null,
      dueAt: { $gt: now() },
      ...notHeld(),
    },
    { $set: { dueAt: now() } },
  );
}

/**
 * Runs work on the meeting of a booking while nobody else does: two that make, move or replace it at once would each
 * see only half of what the other did. @returns false when somebody else is at it
 */
async function inTurn(payload: Payload, booking: string, work: () => Promise<void>): Promise<boolean> {
  const token = await take(payload, booking);
  if (!token) return false;
  try {
    await work();
    return true;
  } finally {
    await give(payload, booking, token);
  }
}

/** As `inTurn`, for a row: it comes back when the turn is free. */
export async function whenItsTurn(
  payload: Payload,
  row: OutboxRow,
  work: () => Promise<void>,
): Promise<void> {
  if (await inTurn(payload, row.subject, work)) return;
  await postpone(payload, row, {
    dueAt: new Date(now().getTime() + WAIT_MS),
    why: 'Somebody else asks Zoom about this session.',
  });
  await turns(payload).updateOne({ _id: row.subject }, { $set: { isAwaited: true } });
}
