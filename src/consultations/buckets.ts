/** Time is claimed in quarter hours of UTC: two bookings overlap exactly when they share a bucket. */
export const BUCKET_MINUTES = 15;
const BUCKET_MS = BUCKET_MINUTES * 60_000;
const MINUTE_MS = 60_000;

export const isAligned = (at: Date): boolean => at.getTime() % BUCKET_MS === 0;

/** The starts of all buckets that touch [from, to). Times inside a bucket claim the whole of it. */
export function bucketsOf(from: Date, to: Date): Date[] {
  const buckets: Date[] = [];
  const first = Math.floor(from.getTime() / BUCKET_MS) * BUCKET_MS;
  for (let at = first; at < to.getTime(); at += BUCKET_MS) buckets.push(new Date(at));
  return buckets;
}

export interface Buffers {
  before: number;
  after: number;
}

export interface Interval {
  startsAt: Date;
  endsAt: Date;
}

/** What a consultant's calendar is blocked for: the session and its buffers, in minutes. */
export const withBuffers = (session: Interval, buffers: Buffers): Interval => ({
  startsAt: new Date(session.startsAt.getTime() - buffers.before * MINUTE_MS),
  endsAt: new Date(session.endsAt.getTime() + buffers.after * MINUTE_MS),
});
