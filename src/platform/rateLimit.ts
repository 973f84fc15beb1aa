import { type Payload } from 'payload';
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';

import { env } from './env';
import { DomainError } from './errors';
import { databaseOf } from './store';

/** How often, per address (or account) and window. Counted in MongoDB, so all web processes share the count. */
const LIMITS = {
  'sign-in-address': { points: 30, seconds: 300 },
  'sign-in-account': { points: 10, seconds: 300 },
  registration: { points: 10, seconds: 3600 },
  reset: { points: 5, seconds: 900 },
  'reset-address': { points: 30, seconds: 900 },
  'reset-account': { points: 10, seconds: 3600 },
  'reset-link': { points: 30, seconds: 900 },
  password: { points: 10, seconds: 900 },
  verification: { points: 30, seconds: 900 },
  checkout: { points: 20, seconds: 600 },
  booking: { points: 30, seconds: 600 },
  'calendar-link': { points: 10, seconds: 3600 },
  'calendar-feed': { points: 60, seconds: 600 },
  'calendar-guess': { points: 60, seconds: 600 },
  feedback: { points: 30, seconds: 600 },
  resend: { points: 60, seconds: 600 },
  'test-send': { points: 20, seconds: 600 },
} as const;

export type LimitName = keyof typeof LIMITS;

/** Of a connection, not of a process: the development server opens another when the configuration was changed. */
const limiters = new WeakMap<object, Map<LimitName, RateLimiterMongo>>();

function limiterOf(payload: Payload, name: LimitName): RateLimiterMongo {
  const database = databaseOf(payload);
  const known = limiters.get(database) ?? new Map<LimitName, RateLimiterMongo>();
  limiters.set(database, known);
  const existing = known.get(name);
  if (existing) return existing;
  const limit = LIMITS[name];
  const limiter = new RateLimiterMongo({
    storeClient: database,
    tableName: '_rate_limits',
    keyPrefix: name,
    points: Math.max(1, Math.round(limit.points * env().RATE_LIMIT_FACTOR)),
    duration: limit.seconds,
    disableIndexesCreation: true,
  });
  known.set(name, limiter);
  return limiter;
}

/**
 * Counts one attempt.
 * @throws DomainError RATE_LIMITED with the seconds to wait. One command.
 */
export async function countAttempt(payload: Payload, name: LimitName, subject: string): Promise<void> {
  try {
    await limiterOf(payload, name).consume(subject.toLowerCase());
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new DomainError('RATE_LIMITED', {
      retryAfterSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)),
    });
  }
}
