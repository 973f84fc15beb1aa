import { type ClientSession, type Document, type Filter, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { now } from './clock';
import { newSecret } from './ids';
import { logger } from './logger';
import { nativeCollection } from './store';

/**
 * Work that is owed, as rows: taken under a lease, settled under the same lease (a worker whose lease ran out
 * is refused), tried again later with growing pauses, and parked as a dead letter for staff when tries run out.
 * The inbox, the outbox and the messages are such rows.
 */
export interface WorkRow extends Document {
  _id: ObjectId;
  state: string;
  attempts: number;
  dueAt: Date;
  leaseToken?: string | null;
  leaseUntil?: Date | null;
  error?: string | null;
  /** When its tries end, however many there were; without it only their number ends them. */
  giveUpAt?: Date | null;
}

/** What makes a row that was given up wait for a worker once more, with all its tries before it. */
export function asNew({ waiting }: Pick<Queue, 'waiting'>) {
  const at = now();
  return { state: waiting, attempts: 0, dueAt: at, leaseToken: null, leaseUntil: null, updatedAt: at };
}

/** Where a row ends that was given up, when staff have said why nothing more is done about it. */
export const SET_ASIDE = 'set-aside';

export interface Queue {
  collection: 'inbox-events' | 'outbox' | 'messages';
  /** The state of a row that waits, and the one it takes when tries run out. */
  waiting: string;
  dead: string;
  leaseMs: number;
  maxAttempts: number;
  backoff: (attempt: number) => number;
  /** Told when a row is parked, so that the record it is for can say so. */
  onDead?: (payload: Payload, row: WorkRow) => Promise<void>;
}

/** 5 s, 10 s, 20 s … at most 15 minutes, give or take a fifth so that rows do not come back in step. */
export const growingPause = (attempt: number): number =>
  Math.min(5000 * 2 ** (attempt - 1), 15 * 60_000) * (0.8 + Math.random() * 0.4);

/** Takes the row that has been due longest, or null. One command. */
export async function lease<T extends WorkRow>(payload: Payload, queue: Queue): Promise<T | null> {
  const at = now();
  const filter: Filter<WorkRow> = {
    state: queue.waiting,
    dueAt: { $lte: at },
    $or: [{ leaseUntil: null }, { leaseUntil: { $lte: at } }],
  };
  return nativeCollection<WorkRow>(payload, queue.collection).findOneAndUpdate(
    filter,
    {
      $set: { leaseToken: newSecret(), leaseUntil: new Date(at.getTime() + queue.leaseMs) },
      $inc: { attempts: 1 },
    },
    { sort: { dueAt: 1 }, returnDocument: 'after' },
  ) as Promise<T | null>;
}

export class LeaseLost extends Error {
  constructor() {
    super('The lease ran out and another worker has taken this row.');
  }
}

/**
 * Writes the end of a piece of work, if the lease is still ours.
 * @throws LeaseLost when it is not; inside a transaction that undoes the work.
 */
export async function settle(
  payload: Payload,
  queue: Queue,
  row: WorkRow,
  patch: Record<string, unknown>,
  session?: ClientSession,
): Promise<void> {
  const result = await nativeCollection<WorkRow>(payload, queue.collection).updateOne(
    { _id: row._id, leaseToken: row.leaseToken },
    { $set: { ...patch, leaseToken: null, leaseUntil: null, updatedAt: now() } },
    { session },
  );
  if (result.matchedCount !== 1) throw new LeaseLost();
}

/**
 * Makes sure that the lease is still ours and lasts so long yet: before an effect that cannot be told twice from once.
 * A lease with that much left is ours, as nobody takes a row before its lease has run out; so usually no command.
 * @throws LeaseLost
 */
export async function holdFor(payload: Payload, queue: Queue, row: WorkRow, ms: number): Promise<void> {
  const left = (row.leaseUntil?.getTime() ?? 0) - now().getTime();
  if (left < ms) await renew(payload, queue, row);
}

/** Gives the lease its whole time again, and notes on the row what is given. One command. @throws LeaseLost */
export async function renew(
  payload: Payload,
  queue: Queue,
  row: WorkRow,
  patch: Record<string, unknown> = {},
): Promise<void> {
  const leaseUntil = new Date(now().getTime() + queue.leaseMs);
  const result = await nativeCollection<WorkRow>(payload, queue.collection).updateOne(
    { _id: row._id, leaseToken: row.leaseToken },
    { $set: { ...patch, leaseUntil } },
  );
  if (result.matchedCount !== 1) throw new LeaseLost();
}

/** The effect is there and its row could not say so. Nothing is written: the row stays under its lease, in doubt. */
export class LeftInDoubt extends Error {
  constructor(cause: unknown) {
    super('The effect was done, and the database did not take note of it.', { cause });
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Writes the end of an effect that must not be done twice: while the database is away only this is tried again, for so
 * long by the machine's clock, which must be less than what is left of the lease.
 * @throws LeaseLost, LeftInDoubt
 */
export async function noteDone(
  payload: Payload,
  queue: Queue,
  row: WorkRow,
  patch: Record<string, unknown>,
  ms = 60_000,
): Promise<void> {
  const until = performance.now() + ms;
  for (let wait = 200; ; wait = Math.min(2 * wait, 5000)) {
    try {
      return await settle(payload, queue, row, patch);
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      logger.warn(
        { queue: queue.collection, row: row._id.toHexString(), error: String(error) },
        'done, and not yet noted',
      );
      if (performance.now() + wait > until) throw new LeftInDoubt(error);
      await pause(wait);
    }
  }
}

/** A failure that another try cannot mend: the row is parked at once. */
export class PermanentFailure extends Error {}

/** So many tries a row has even when its time was over at the first: nobody may have worked for a day. */
const FEWEST_TRIES = 10;

const isOverdue = ({ attempts, giveUpAt }: WorkRow): boolean =>
  Boolean(giveUpAt && giveUpAt <= now()) && attempts >= FEWEST_TRIES;

async function fail(payload: Payload, queue: Queue, row: WorkRow, error: unknown): Promise<void> {
  const text = error instanceof Error ? error.message : String(error);
  const dead = error instanceof PermanentFailure || row.attempts >= queue.maxAttempts || isOverdue(row);
  const wait = retryAfter(error) ?? queue.backoff(row.attempts);
  logger.warn(
    { queue: queue.collection, row: row._id.toHexString(), attempts: row.attempts, dead, error: text },
    'work failed',
  );
  await settle(payload, queue, row, {
    state: dead ? queue.dead : queue.waiting,
    error: text.slice(0, 2000),
    dueAt: new Date(now().getTime() + wait),
  });
  if (dead) await queue.onDead?.(payload, row);
}

function retryAfter(error: unknown): number | undefined {
  const seconds = (error as { facts?: { retryAfterSeconds?: number } } | null)?.facts?.retryAfterSeconds;
  return seconds === undefined ? undefined : seconds * 1000;
}

/** A worker that dies over a row never reports it: the row's own count does. */
const overtaxed = (queue: Queue, row: WorkRow): boolean => row.attempts > queue.maxAttempts;

async function attempt<T extends WorkRow>(
  payload: Payload,
  queue: Queue,
  row: T,
  handle: (row: T) => Promise<void>,
): Promise<void> {
  try {
    if (overtaxed(queue, row)) throw new PermanentFailure('Every worker that took this row died over it.');
    await handle(row);
  } catch (error) {
    if (isNotOursToEnd(error)) return logLeft(queue, row, error);
    await fail(payload, queue, row, error).catch((lost: unknown) => {
      if (!(lost instanceof LeaseLost)) throw lost;
      logLeft(queue, row, lost);
    });
  }
}

const isNotOursToEnd = (error: unknown): error is LeaseLost | LeftInDoubt =>
  error instanceof LeaseLost || error instanceof LeftInDoubt;

const logLeft = (queue: Queue, row: WorkRow, error: Error): void =>
  logger.warn(
    { queue: queue.collection, row: row._id.toHexString() },
    error instanceof LeaseLost ? 'lease lost' : error.message,
  );

/**
 * Does everything that is due, one row after the other, until nothing is: a worker that dies leaves one in doubt.
 * The handler settles the row itself (in the transaction of its effect where there is one).
 * @returns how many rows were taken.
 */
export async function drain<T extends WorkRow>(
  payload: Payload,
  queue: Queue,
  handle: (row: T) => Promise<void>,
  shouldStop: () => boolean = () => false,
): Promise<number> {
  for (let taken = 0; ; taken += 1) {
    if (shouldStop()) return taken;
    const row = await lease<T>(payload, queue);
    if (!row) return taken;
    await attempt(payload, queue, row, handle);
  }
}
