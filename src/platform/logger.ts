import { AsyncLocalStorage } from 'node:async_hooks';
import { pino, type Logger } from 'pino';

/** One a process, whichever of the web server's bundles asks. */
const shared = globalThis as { [key: symbol]: AsyncLocalStorage<string> | undefined };
const KEY = Symbol.for('insight-serenity.correlation');
const correlation = (shared[KEY] ??= new AsyncLocalStorage<string>());

/** Runs work under a correlation id: every log line and ledger entry made inside carries it. */
export function withCorrelation<T>(id: string, work: () => T): T {
  return correlation.run(id, work);
}

export const currentCorrelationId = (): string | undefined => correlation.getStore();

/** Structured log, one JSON line an event. Never log names, addresses, tokens or message bodies. */
export const logger: Logger = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: { service: 'insight-serenity' },
  mixin: () => {
    const correlationId = currentCorrelationId();
    return correlationId ? { correlationId } : {};
  },
  redact: {
    paths: ['password', 'token', 'email', '*.password', '*.token', '*.email', 'authorization', 'headers'],
    censor: '[removed]',
  },
});
