import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { setClock, worldTime } from './clock';
import { env } from './env';
import { nativeCollection } from './store';
import { whileConnected } from './whileConnected';

const CLOCK_COLLECTION = '_clock';

interface ClockDocument extends Document {
  _id: 'offset';
  milliseconds: number;
}

const POLL_MS = 1000;
/** So long after a move every process lives at the new time. */
export const FOLLOWED_MS = 2500;
let offset = 0;

/** Reads the shared clock now, not within a second. With CLOCK=system this does nothing. */
export async function readOffset(payload: Payload): Promise<void> {
  if (env().CLOCK !== 'adjustable') return;
  const stored = await nativeCollection<ClockDocument>(payload, CLOCK_COLLECTION).findOne({ _id: 'offset' });
  offset = stored?.milliseconds ?? 0;
}

/**
 * Demo and tests: all processes share a clock that `npm run clock` moves. With CLOCK=system this does nothing.
 */
export async function followAdjustableClock(payload: Payload): Promise<void> {
  if (env().CLOCK !== 'adjustable') return;
  await readOffset(payload);
  setClock(() => new Date(worldTime().getTime() + offset));
  whileConnected('the adjustable clock', POLL_MS, () => readOffset(payload));
}

/** Moves the shared clock. @throws Error when the environment does not allow it. */
export async function moveClock(payload: Payload, milliseconds: number): Promise<Date> {
  if (env().CLOCK !== 'adjustable')
    throw new Error('The clock can be moved only with CLOCK=adjustable: the demo and the tests.');
  await nativeCollection<ClockDocument>(payload, CLOCK_COLLECTION).updateOne(
    { _id: 'offset' },
    { $inc: { milliseconds } },
    { upsert: true },
  );
  await readOffset(payload);
  return new Date(worldTime().getTime() + offset);
}
