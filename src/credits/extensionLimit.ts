import { DomainError } from '@/platform/errors';

const DAY_MS = 86_400_000;
/** As long as credits may be assigned for. */
const MAX_DAYS = 3650;
/** How long after its expiry as issued ops may keep a lot alive, in all. */
const OPS_DAYS = 90;

export interface ExtensionRequest {
  role: string;
  /** Of the lot when it was made: extending again and again leads no further. */
  issuedExpiresAt: Date;
  now: Date;
}

const fromNow = (now: Date): Date => new Date(now.getTime() + MAX_DAYS * DAY_MS);
const forOps = (issued: Date): Date => new Date(issued.getTime() + OPS_DAYS * DAY_MS);

/** The latest expiry that somebody may give a lot. Pure. */
export function latestExpiry({ role, issuedExpiresAt, now }: ExtensionRequest): Date {
  const dates = role === 'ops' ? [fromNow(now), forOps(issuedExpiresAt)] : [fromNow(now)];
  return new Date(Math.min(...dates.map((date) => date.getTime())));
}

/** @throws DomainError VALIDATION beyond what is ever possible, FORBIDDEN beyond the limit of ops */
export function assertExtension(request: ExtensionRequest, expiresAt: Date): void {
  if (expiresAt > fromNow(request.now)) {
    throw new DomainError('VALIDATION', {
      fields: [{ path: 'expiresAt', message: `Not more than ${MAX_DAYS} days from now, please.` }],
    });
  }
  if (expiresAt > latestExpiry(request)) {
    throw new DomainError('FORBIDDEN', {
      message:
        `Ops may extend credits by ${OPS_DAYS} days beyond their expiry as issued, in all. Ask finance or ` +
        'the owner.',
    });
  }
}
