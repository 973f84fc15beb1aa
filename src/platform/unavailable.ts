import { DomainError, isDomainError } from './errors';
import { isTransient } from './transaction';

/** By name and not by class: mongoose and the web server's bundles may carry copies of the driver. */
const CANNOT_BE_REACHED = new Set([
  ...[
    'MongoNetworkError',
    'MongoNetworkTimeoutError',
    'MongoServerSelectionError',
    'MongooseServerSelectionError',
  ],
  ...[
    'MongoNotConnectedError',
    'MongoTopologyClosedError',
    'MongoPoolClearedError',
    'MongoPoolClosedError',
    'PoolClearedOnNetworkError',
  ],
  'MongoWaitQueueTimeoutError',
]);
/** The server gives way to another primary, or shuts down: the list of the driver specification of retryable reads. */
const GIVES_WAY = new Set([6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);

/**
 * Whether the database could not do it now and may a moment later: it cannot be reached, it changes its primary, or a
 * conflict outlasted every try (a process that was killed may hold rows for as long as a transaction lives, 60 s).
 * Looks through wrapped causes.
 */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isTransient(error) || CANNOT_BE_REACHED.has(error.name)) return true;
  if (GIVES_WAY.has(Number((error as { code?: unknown }).code))) return true;
  return error.cause !== undefined && isUnavailable(error.cause);
}

/** Told to whoever asked: most conflicts and elections are over by then. */
export const RETRY_AFTER_SECONDS = 10;

/** Any error as one of the closed list. What the database could not do now may be asked again; the rest is ours. */
export function asDomainError(error: unknown): DomainError {
  if (isDomainError(error)) return error;
  if (isUnavailable(error))
    return new DomainError('PROVIDER_UNAVAILABLE', { retryAfterSeconds: RETRY_AFTER_SECONDS, cause: error });
  return new DomainError('INTERNAL', { cause: error });
}
