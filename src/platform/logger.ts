import { AsyncLocalStorage } from 'node:async_hooks';
import { pino, type Logger } from 'pino';

import { isHangUp } from './hangUp';

/** One a process, whichever of the web server's bundles asks. */
const shared = globalThis as { [key: symbol]: AsyncLocalStorage<string> | undefined };
const KEY = Symbol.for('insight-serenity.correlation');
const correlation = (shared[KEY] ??= new AsyncLocalStorage<string>());

/** Runs work under a correlation id: every log line and ledger entry made inside carries it. */
export function withCorrelation<T>(id: string, work: () => T): T {
  return correlation.run(id, work);
}

export const currentCorrelationId = (): string | undefined => correlation.getStore();

/** The error of a log line: the line's object, or its `err`. */
const errorIn = (given: unknown): unknown => (given as { err?: unknown } | null)?.err ?? given;

/** Structured log, one JSON line an event. Never log names, addresses, tokens or message bodies. */
export const logger: Logger = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: { service: 'insight-serenity' },
  mixin: () => {
    const correlationId = currentCorrelationId();
    return correlationId ? { correlationId } : {};
  },
  hooks: {
    // Payload and Next tell it as an error of theirs.
    logMethod(given, method, level) {
      if (level < pino.levels.values.error! || !isHangUp(errorIn(given[0]))) return method.apply(this, given);
      this.info('a client hung up before its request was whole');
    },
  },
  redact: {
    paths: ['password', 'token', 'email', '*.password', '*.token', '*.email', 'authorization', 'headers'],
    censor: '[removed]',
  },
});
