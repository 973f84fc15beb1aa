import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { now } from './clock';
import { nativeCollection } from './store';

/** A provider that is down, or was a moment ago; shared by all workers. */
interface Circuit extends Document {
  _id: string;
  failures: number;
  openedAt: Date;
  /** What the provider itself has asked for. */
  notBefore: Date;
  /** Nobody asks before. */
  until: Date;
  /** It answers again. */
  closedAt?: Date;
}

const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** Longer than one piece of work with the provider takes; a probe that dies lets the next one through after it. */
const PROBE_MS = 60_000;
/** A failure so soon after an answer is the same trouble: half of what is asked is answered, and half is not. */
const SAME_TROUBLE_MS = 10 * 60_000;

const circuits = (payload: Payload) => nativeCollection<Circuit>(payload, '_circuits');

export interface Passage {
  /** Ask now. Else nobody may before `until`. */
  mayAsk: boolean;
  /** The first to ask after failures: what becomes of it decides for all. */
  isProbe: boolean;
  until?: Date;
}

/**
 * Whether a provider may be asked now. Of all who come when a pause is over, one is let through. Mostly one
 * command.
 */
export async function enterCircuit(payload: Payload, name: string): Promise<Passage> {
  const at = now();
  const open = await circuits(payload).findOne({ _id: name, closedAt: { $exists: false } });
  // Opened later than now: the clock was set back since.
  if (!open || open.openedAt > at) return { mayAsk: true, isProbe: false };
  if (open.until > at) return { mayAsk: false, isProbe: false, until: open.until };
  const until = new Date(at.getTime() + PROBE_MS);
  const claimed = await circuits(payload).updateOne({ _id: name, until: open.until }, { $set: { until } });
  return claimed.modifiedCount === 1
    ? { mayAsk: true, isProbe: true }
    : { mayAsk: false, isProbe: false, until };
}

/** The provider did not answer, or asked for a pause. 5 s, 10 s … at most 5 minutes; never before it said. */
export async function openCircuit(
  payload: Payload,
  name: string,
  retryAfterSeconds = 0,
): Promise<{ openedAt: Date }> {
  const at = now();
  const isOver = [
    { closedAt: { $lte: new Date(at.getTime() - SAME_TROUBLE_MS) } },
    { closedAt: { $gt: at } },
    { openedAt: { $gt: at } },
  ];
  await circuits(payload).deleteOne({ _id: name, $or: isOver });
  const open = await circuits(payload).findOneAndUpdate(
    { _id: name },
    {
      $inc: { failures: 1 },
      $setOnInsert: { openedAt: at, until: at },
      $max: { notBefore: new Date(at.getTime() + retryAfterSeconds * 1000) },
      $unset: { closedAt: '' },
    },
    { upsert: true, returnDocument: 'after' },
  );
  if (!open) throw new Error('An upsert answered nothing.');
  const growing = at.getTime() + Math.min(FIRST_PAUSE_MS * 2 ** (open.failures - 1), LONGEST_PAUSE_MS);
  await circuits(payload).updateOne(
    { _id: name },
    { $set: { until: new Date(Math.max(growing, open.notBefore.getTime())) } },
  );
  return { openedAt: open.openedAt };
}

/** The provider answers again. */
export async function closeCircuit(payload: Payload, name: string): Promise<void> {
  await circuits(payload).updateOne(
    { _id: name, closedAt: { $exists: false } },
    { $set: { closedAt: now() } },
  );
}
