import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { nativeCollection } from './store';

interface Worker extends Document {
  _id: string;
  /** The machine's time, not the product's: it tells whether a process lives. */
  at: Date;
}

/** A worker beats every 10 s; silent for so long it is taken for dead. */
export const WORKER_SILENT_MS = 60_000;
/** So long after its last beat nobody wants to know of a worker any more. */
const FORGOTTEN_MS = 86_400_000;

const workers = (payload: Payload) => nativeCollection<Worker>(payload, '_workers');
const since = (withinMs: number): Date => new Date(Date.now() - withinMs);

/** Tells the others, and the health check, that this worker lives. */
export async function recordHeartbeat(payload: Payload, worker: string): Promise<void> {
  await workers(payload).updateOne({ _id: worker }, { $set: { at: new Date() } }, { upsert: true });
}

/** A worker that stops says so: from then on it is not counted. */
export async function recordStop(payload: Payload, worker: string): Promise<void> {
  await workers(payload).deleteOne({ _id: worker });
}

/** Forgets workers that died without a word, a day after. */
export async function forgetDeadWorkers(payload: Payload): Promise<void> {
  await workers(payload).deleteMany({ at: { $lt: since(FORGOTTEN_MS) } });
}

/** How many workers were heard of in the last so many milliseconds. */
export const workersAlive = (payload: Payload, withinMs: number): Promise<number> =>
  workers(payload).countDocuments({ at: { $gt: since(withinMs) } });

/** Those that live, by name. */
export async function namesAlive(payload: Payload): Promise<ReadonlySet<string>> {
  const alive = await workers(payload)
    .find({ at: { $gt: since(WORKER_SILENT_MS) } }, { projection: { _id: 1 } })
    .toArray();
  return new Set(alive.map(({ _id }) => _id));
}
