import { type Document, MongoNotConnectedError } from 'mongodb';
import { type Payload } from 'payload';

import { setClock } from './clock';
import { env } from './env';
import { logger } from './logger';
import { nativeCollection } from './store';

const CLOCK_COLLECTION = '_clock';

interface ClockDocument extends Document {
  _id: 'offset';
  milliseconds: number;
}

const POLL_MS = 1000;
/** The development server closes its connection and opens another when the configuration was changed. */
const CLOSED_FOR_GOOD_POLLS = 30;
/** So long after a move every process lives at the new time. */
export const FOLLOWED_MS = 2500;
let offset = 0;

async function readOffset(payload: Payload): Promise<void> {
  const stored = await nativeCollection<ClockDocument>(payload, CLOCK_COLLECTION).findOne({ _id: 'offset' });
  offset = stored?.milliseconds ?? 0;
}

/**
 * Demo and tests: all processes share a clock that `npm run clock` moves. With CLOCK=system this does nothing.
 */
export async function followAdjustableClock(payload: Payload): Promise<void> {
  if (env().CLOCK !== 'adjustable') return;
  await readOffset(payload);
  setClock(() => new Date(Date.now() + offset));
  let closedPolls = 0;
  const poll = setInterval(() => {
    readOffset(payload).then(
      () => (closedPolls = 0),
      (error: unknown) => {
        // Closed, as at the end of a process or a test; a database that is away says something else.
        if (error instanceof MongoNotConnectedError) closedPolls += 1;
        else logger.warn({ error: String(error) }, 'the adjustable clock could not be read');
        if (closedPolls >= CLOSED_FOR_GOOD_POLLS) clearInterval(poll);
      },
    );
  }, POLL_MS);
  poll.unref();
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
  return new Date(Date.now() + offset);
}
