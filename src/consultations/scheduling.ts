import { type Consultant, type Consultation, type ConsultationType } from '@/payload-types';

import { type AvailabilityRules, type SessionShape } from './availability';
import { type Buffers } from './buckets';
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

const MINUTE_MS = 60_000;

/** The buffers a booking was made with. */
export const buffersOf = ({ buffers }: Pick<Consultation, 'buffers'>): Buffers => ({
  before: buffers?.before ?? 0,
  after: buffers?.after ?? 0,
});

/** The shape of a session that is to be moved: length and buffers stay as booked, whatever has become of its type. */
export const bookedShapeOf = (
  booking: Consultation,
  type: Pick<ConsultationType, 'minNoticeHours'>,
): SessionShape => ({
  minutes: (new Date(booking.endsAt ?? '').getTime() - new Date(booking.startsAt).getTime()) / MINUTE_MS,
  buffers: buffersOf(booking),
  minNoticeHours: type.minNoticeHours,
});

/** The start of each claimed bucket. */
export const claimedBuckets = (claims: readonly SlotClaim[]): Set<number> =>
  new Set(claims.map((claim) => claim.bucket.getTime()));

/** The start of each booking among the claims of a consultant, for the daily limit. */
export function sessionStarts(claims: readonly SlotClaim[]): Date[] {
  return [...new Map(claims.map((claim) => [claim.consultation.toHexString(), claim.startsAt])).values()];
}
