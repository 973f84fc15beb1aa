import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { nativeCollection } from './store';

/** What a worker has told of itself. Source: docs/decisions/0044-one-clock-the-databases.md */
export interface Worker extends Document {
  _id: string;
  /** Its last beat, by the database's clock: whoever has a wrong one neither dies early nor lives for ever. */
  at: Date;
  /** By how many milliseconds its machine's clock was ahead of the database's. */
  aheadMs?: number;
}

/** A worker beats every 10 s; silent for so long it is taken for dead. */
export const WORKER_SILENT_MS = 60_000;
/** So long after its last beat nobody wants to know of a worker any more. */
const FORGOTTEN_MS = 86_400_000;

const workers = (payload: Payload) => nativeCollection<Worker>(payload, '_workers');
const ago = (ms: number) => ({ $subtract: ['$$NOW', ms] });
/** A beat of a clock that was ahead is none: the worker that lives beats again. */
const heardOf = (withinMs: number) => ({
  $expr: { $and: [{ $gt: ['$at', ago(withinMs)] }, { $lte: ['$at', '$$NOW'] }] },
});

/** Tells the others, and the health check, that this worker lives. One command. */
export async function recordHeartbeat(payload: Payload, worker: string): Promise<void> {
  await workers(payload).updateOne(
    { _id: worker },
    [{ $set: { at: '$$NOW', aheadMs: { $subtract: [new Date(), '$$NOW'] } } }],
    { upsert: true },
  );
}

/** A worker that stops says so: from then on it is not counted. */
export async function recordStop(payload: Payload, worker: string): Promise<void> {
  await workers(payload).deleteOne({ _id: worker });
}

/** Forgets workers that died without a word, a day after. */
export async function forgetDeadWorkers(payload: Payload): Promise<void> {
  await workers(payload).deleteMany({ $expr: { $lt: ['$at', ago(FORGOTTEN_MS)] } });
}

/** How many workers were heard of in the last so many milliseconds. */
export const workersAlive = (payload: Payload, withinMs: number): Promise<number> =>
  workers(payload).countDocuments(heardOf(withinMs));

/** Those that live, with what they told last. */
export const readAlive = (payload: Payload, withinMs = WORKER_SILENT_MS): Promise<Worker[]> =>
  workers(payload).find(heardOf(withinMs)).sort({ _id: 1 }).toArray();

/** Those that live, by name. */
export async function namesAlive(payload: Payload): Promise<ReadonlySet<string>> {
  return new Set((await readAlive(payload)).map(({ _id }) => _id));
}
