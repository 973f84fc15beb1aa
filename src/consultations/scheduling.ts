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
  travels: (consultant.travels ?? []).map(({ from, to, timezone }) => ({ from, to, timezone })),
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

/** The start of each booking among the claims of a consultant, for the daily limit. */
export function sessionStarts(claims: readonly SlotClaim[]): Date[] {
  return [...new Map(claims.map((claim) => [claim.consultation.toHexString(), claim.startsAt])).values()];
}
