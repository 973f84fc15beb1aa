import { type Consultant, type ConsultationType } from '@/payload-types';

import { type AvailabilityRules, type SessionShape } from './availability';
import { type SlotClaim } from './slotClaims';

/** The rules of a consultant's record, in the words of the availability engine. */
export const rulesOf = (consultant: Consultant): AvailabilityRules => ({
  timezone: consultant.timezone,
  weeklyHours: (consultant.weeklyHours ?? []).map(({ day, from, to }) => ({ day, from, to })),
  exceptions: (consultant.exceptions ?? []).map(({ date, hours }) => ({
    date,
    hours: (hours ?? []).map(({ from, to }) => ({ from, to })),
  })),
  horizonDays: consultant.horizonDays,
  dailyLimit: consultant.dailyLimit ?? null,
});

export const shapeOf = (type: ConsultationType): SessionShape => ({
  minutes: type.minutes,
  buffers: { before: type.bufferBefore, after: type.bufferAfter },
  minNoticeHours: type.minNoticeHours,
});

/** The start of each claimed bucket. */
export const claimedBuckets = (claims: readonly SlotClaim[]): Set<number> => new Set(claims.map((claim) => claim.bucket.getTime()));

/** The first claimed bucket of each booking: near enough to its start to tell the day. */
export function sessionStarts(claims: readonly SlotClaim[]): Date[] {
  const first = new Map<string, Date>();
  for (const claim of claims) {
    const key = claim.consultation.toHexString();
    const known = first.get(key);
    if (!known || claim.bucket < known) first.set(key, claim.bucket);
  }
  return [...first.values()];
}
