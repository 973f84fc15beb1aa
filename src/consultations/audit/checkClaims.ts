import { type Payload } from 'payload';

import { type Findings } from '@/platform/findings';
import { groupBy } from '@/platform/snapshot';
import { nativeCollection } from '@/platform/store';

import { claimsFor, type SlotClaim } from '../slotClaims';
import { type BookingPage } from './bookingPage';
import { type BookingRow, subjectOf } from './bookingRow';

/** I3: a booking has the claims of its time, bucket by bucket, and no other; a cancelled one has none. */
export async function checkClaims({ payload, findings, bookings, session }: BookingPage): Promise<void> {
  const stored = await nativeCollection<SlotClaim>(payload, 'slot-claims')
    .find(
      { consultation: { $in: bookings.map((booking) => booking._id) } },
      { session, projection: { key: 1, kind: 1, person: 1, bucket: 1, consultation: 1 } },
    )
    .toArray();
  const byBooking = groupBy(stored, (claim) => claim.consultation.toHexString());
  findings.checked('I3', 'slot claims', stored.length);
  for (const booking of bookings) {
    const wanted = new Set(booking.status === 'cancelled' ? [] : claimsFor(requestOf(booking)).map(textOf));
    const present = new Set((byBooking.get(booking._id.toHexString()) ?? []).map(textOf));
    const missing = [...wanted].filter((claim) => !present.has(claim));
    const extra = [...present].filter((claim) => !wanted.has(claim));
    if (missing.length > 0)
      findings.differs(
        'I3',
        subjectOf(booking),
        `${missing.length} of its ${wanted.size} slot claims are missing: ${missing[0]}`,
      );
    if (extra.length > 0)
      findings.differs(
        'I3',
        subjectOf(booking),
        `it is ${booking.status} and has ${extra.length} slot claims too many: ${extra[0]}`,
      );
  }
}

/** The key and what it stands for, so that neither can be altered alone. */
const textOf = (claim: SlotClaim): string =>
  claim.key === `${claim.kind}:${claim.person}:${claim.bucket.toISOString()}`
    ? claim.key
    : `${claim.key} for ${claim.kind} ${claim.person} at ${claim.bucket.toISOString()}`;

const requestOf = (booking: BookingRow): Parameters<typeof claimsFor>[0] => ({
  consultationId: booking._id.toHexString(),
  consultantId: booking.consultant.toHexString(),
  clientId: booking.client.toHexString(),
  startsAt: booking.startsAt,
  endsAt: booking.endsAt,
  buffers: { before: booking.buffers?.before ?? 0, after: booking.buffers?.after ?? 0 },
});

/** Claims of a booking that does not exist block a person's time for nothing. */
export async function findStrayClaims(payload: Payload, findings: Findings): Promise<void> {
  const stray = nativeCollection(payload, 'slot-claims').aggregate([
    { $group: { _id: '$consultation' } },
    {
      $lookup: {
        from: 'consultations',
        localField: '_id',
        foreignField: '_id',
        pipeline: [{ $project: { _id: 1 } }],
        as: 'booking',
      },
    },
    { $match: { booking: { $size: 0 } } },
  ]);
  for await (const { _id } of stray)
    findings.differs(
      'I3',
      `consultations:${String(_id)}`,
      'there are slot claims of it, and it does not exist',
    );
}
