import { MongoNotConnectedError } from 'mongodb';

import { logger } from './logger';

/** The development server closes its connection and opens another when the configuration was changed. */
const CLOSED_FOR_GOOD = 30;

/** Reads something of the database every so many milliseconds, until its connection is closed for good. */
export function whileConnected(what: string, everyMs: number, read: () => Promise<unknown>): void {
  let closed = 0;
  const timer = setInterval(() => {
    read().then(
      () => (closed = 0),
      (error: unknown) => {
        // Closed, as at the end of a process or a test; a database that is away says something else.
        if (error instanceof MongoNotConnectedError) closed += 1;
        else logger.warn({ error: String(error) }, `${what} could not be read`);
        if (closed >= CLOSED_FOR_GOOD) clearInterval(timer);
      },
    );
  }, everyMs);
  timer.unref();
}
