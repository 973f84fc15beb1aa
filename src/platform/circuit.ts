import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { now } from './clock';
import { nativeCollection } from './store';

/** A provider that is down, or was a moment ago; shared by all workers. */
interface Circuit extends Document {
  _id: string;
  failures: number;
  openedAt: Date;
  /** The last failure, and the last look since. */
  failedAt: Date;
  lookedAt?: Date;
  /** Somebody was let through, and has until then to tell what became of it. */
  probeUntil?: Date | null;
  /** It answered a look and then not what was asked: reading works, and what matters does not. */
  answersLooks?: boolean;
  /** What the provider itself has asked for. */
  notBefore: Date;
  /** Nobody asks before, unless a look has found that it answers. */
  until: Date;
  /** It answers again. */
  closedAt?: Date;
}

const FIRST_PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** The provider is not pressed by a line, however long. */
const SHORTEST_LOOK_MS = 15_000;
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
  /** The pause is not over: look first whether the provider answers at all, by a question that costs nothing. */
  isEarly?: boolean;
  until?: Date;
}

/** How many wait for the provider, the one that asks among them. */
type Line = () => Promise<number>;
const ALONE: Line = () => Promise.resolve(1);

/** Until the next look, in milliseconds: 5 minutes for one that waits, less the more do, 15 s at least. */
export const longestPause = (waiting: number): number =>
  Math.max(SHORTEST_LOOK_MS, LONGEST_PAUSE_MS / Math.max(1, waiting));

/** When the provider may be looked at although the pause goes on; never before it said. */
async function nextLook(open: Circuit, line: Line): Promise<Date> {
  if (open.answersLooks) return open.until;
  const last = open.lookedAt ?? open.failedAt;
  const look = Math.max(last.getTime() + longestPause(await line()), open.notBefore.getTime());
  return new Date(Math.min(look, open.until.getTime()));
}

/**
 * Whether a provider may be asked now. Of all who come when a pause is over, one is let through; and one before, for a
 * look, when a long line waits. Mostly one command.
 */
export async function enterCircuit(payload: Payload, name: string, line = ALONE): Promise<Passage> {
  const at = now();
  const open = await circuits(payload).findOne({ _id: name, closedAt: { $exists: false } });
  // Opened later than now: the clock was set back since.
  if (!open || open.openedAt > at) return { mayAsk: true, isProbe: false };
  const isEarly = open.until > at;
  if (isEarly) {
    const chance = open.probeUntil && open.probeUntil > at ? open.probeUntil : await nextLook(open, line);
    if (chance > at) return { mayAsk: false, isProbe: false, until: chance };
  }
  const probeUntil = new Date(at.getTime() + PROBE_MS);
  const claimed = await circuits(payload).updateOne(
    { _id: name, until: open.until, probeUntil: open.probeUntil ?? null },
    { $set: { probeUntil, ...(isEarly ? {} : { until: probeUntil }) } },
  );
  return claimed.modifiedCount === 1
    ? { mayAsk: true, isProbe: true, ...(isEarly ? { isEarly } : {}) }
    : { mayAsk: false, isProbe: false, until: probeUntil };
}

/** The provider was looked at and does not answer: the pause goes on. @returns when to come again */
export async function noteLook(payload: Payload, name: string, line = ALONE): Promise<Date> {
  const open = await circuits(payload).findOneAndUpdate(
    { _id: name },
    { $set: { lookedAt: now() }, $unset: { probeUntil: '' } },
    { returnDocument: 'after' },
  );
  return open ? nextLook(open, line) : now();
}

/**
 * The provider did not answer, or asked for a pause. 5 s, 10 s … at most 5 minutes; never before it said.
 * @param answersLooks it had just answered a look: while this trouble lasts looks tell nothing, and are not made
 */
export async function openCircuit(
  payload: Payload,
  name: string,
  {
    retryAfterSeconds = 0,
    answersLooks = false,
  }: { retryAfterSeconds?: number; answersLooks?: boolean } = {},
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
      $set: { failedAt: at, ...(answersLooks ? { answersLooks } : {}) },
      $setOnInsert: { openedAt: at, until: at },
      $max: { notBefore: new Date(at.getTime() + retryAfterSeconds * 1000) },
      $unset: { closedAt: '', lookedAt: '', probeUntil: '' },
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
