import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { nativeCollection } from './store';

interface Worker extends Document {
  _id: string;
  /** The machine's time, not the product's: it tells whether a process lives. */
  at: Date;
}

const workers = (payload: Payload) => nativeCollection<Worker>(payload, '_workers');

/** Tells the others, and the health check, that this worker lives. */
export async function recordHeartbeat(payload: Payload, worker: string): Promise<void> {
  await workers(payload).updateOne({ _id: worker }, { $set: { at: new Date() } }, { upsert: true });
}

/** How many workers were heard of in the last so many milliseconds. */
export const workersAlive = (payload: Payload, withinMs: number): Promise<number> =>
  workers(payload).countDocuments({ at: { $gt: new Date(Date.now() - withinMs) } });
