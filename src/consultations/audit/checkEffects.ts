import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { type Findings } from '@/platform/findings';
import { type OutboxRow } from '@/platform/outbox';
import { SET_ASIDE } from '@/platform/queue';
import { nativeCollection } from '@/platform/store';

import { isLive } from '../status';
import { type BookingPage } from './bookingPage';
import { type BookingRow, subjectOf } from './bookingRow';

/** Of what was given up staff know; what they set aside they have answered for. */
const UNFINISHED = ['waiting', 'dead', SET_ASIDE];

/**
 * I6: the meeting of a remote booking is there or gone as it should be, or a row says that this is still to
 * be done.
 */
export async function checkEffects({ payload, findings, bookings, session }: BookingPage): Promise<void> {
  const remote = bookings.filter((booking) => booking.mode === 'remote');
  const rows = await nativeCollection<OutboxRow>(payload, 'outbox')
    .find(
      { key: { $in: remote.map((booking) => new RegExp(`^meeting:${booking._id.toHexString()}:`)) } },
      { session, projection: { subject: 1, state: 1 } },
    )
    .toArray();
  findings.checked('I6', 'meetings', remote.length);
  const owed = new Set(rows.map((row) => row.subject));
  const unfinished = new Set(rows.filter((row) => UNFINISHED.includes(row.state)).map((row) => row.subject));
  for (const booking of remote) {
    const id = booking._id.toHexString();
    if (!owed.has(id))
      findings.differs('I6', subjectOf(booking), 'its meeting was never owed: there is no outbox row');
    const fault = meetingFault(booking);
    if (fault && !unfinished.has(id))
      findings.differs('I6', subjectOf(booking), `${fault}, and no outbox row is open for it`);
  }
}

function meetingFault({ status, meeting }: BookingRow): string | null {
  const state = meeting?.state ?? 'unknown';
  if (status === 'cancelled')
    return state === 'deleted' ? null : `it is cancelled and its meeting is ${state}`;
  if (!isLive(status)) return null;
  if (state !== 'ready') return `it is ${status} and its meeting is ${state}`;
  return meeting?.meetingId && meeting.joinUrl ? null : 'its meeting is ready and has no number or no link';
}

/** Effects and mails whose booking does not exist have no committed cause. */
export async function findStrayEffects(payload: Payload, findings: Findings): Promise<void> {
  const withoutBooking = (idOf: Document): Document[] => [
    { $group: { _id: idOf } },
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
  ];
  const effects = nativeCollection(payload, 'outbox').aggregate([
    { $match: { kind: 'meeting.sync' } },
    ...withoutBooking({ $toObjectId: '$subject' }),
  ]);
  for await (const { _id } of effects)
    findings.differs('I6', `consultations:${String(_id)}`, 'its meeting is owed, and it does not exist');
  const mails = nativeCollection(payload, 'messages').aggregate([
    { $match: { consultation: { $exists: true } } },
    ...withoutBooking({ $ifNull: ['$consultation', null] }),
  ]);
  for await (const { _id } of mails)
    findings.differs('I6', `consultations:${String(_id)}`, 'mails of it are owed, and it does not exist');
}
