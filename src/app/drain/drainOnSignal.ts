import { setDraining } from '@/platform/draining';
import { logger } from '@/platform/logger';

import { followRequests, type InFlight } from './inFlight';

/** So long it still takes what comes: whoever sends requests here learns by then that it goes. */
const LINGER_MS = 3000;
/** By then it is gone, whatever hangs. Supervisors kill after 30 s. */
const END_MS = 25_000;
/** A connection that was just opened may bring its request yet. */
const QUIET_MS = 300;
const LOOK_EVERY_MS = 50;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** @returns whether everything that was taken is answered */
async function answerAll(inFlight: InFlight, until: number): Promise<boolean> {
  let quietSince = performance.now();
  for (;;) {
    const at = performance.now();
    if (inFlight.count() > 0) quietSince = at;
    if (at - quietSince >= QUIET_MS) return true;
    if (at >= until) return false;
    await pause(LOOK_EVERY_MS);
  }
}

async function drain(inFlight: InFlight, lingerMs: number): Promise<boolean> {
  const until = performance.now() + END_MS;
  setDraining();
  inFlight.closeAfterAnswers();
  await pause(lingerMs);
  inFlight.stopListening();
  return answerAll(inFlight, until);
}

/**
 * On SIGTERM and SIGINT the web process says goodbye: answers carry `Connection: close`, /health answers 503, then no
 * connection is taken any more, and what was taken is answered; 25 s at most. In place of Next's own way, which waits
 * for ever for a connection that is in use.
 * @param close what is left to close when the last answer is out
 * Source: docs/architecture.md#processes
 */
export function drainOnSignal(close: () => Promise<void>, lingerMs = LINGER_MS): void {
  const inFlight = followRequests();
  let ending = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      logger.info({ signal, requests: inFlight.count() }, 'web stops');
      // The database is closed for so long at most.
      const end = (code: number): void => void setTimeout(() => process.exit(code), 2000).unref();
      void drain(inFlight, lingerMs).then(async (isDone) => {
        if (!isDone)
          logger.error({ requests: inFlight.count() }, 'requests were cut off: they took too long');
        end(isDone ? 0 : 1);
        await close().catch((error: unknown) => logger.warn({ error: String(error) }, 'not closed cleanly'));
        process.exit(isDone ? 0 : 1);
      });
    });
  }
}
