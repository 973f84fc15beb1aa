import { type Document, type ObjectId } from 'mongodb';

import { type Status } from '../status';

/** What the checks read of a booking, as stored. */
export interface BookingRow extends Document {
  _id: ObjectId;
  client: ObjectId;
  consultant: ObjectId;
  startsAt: Date;
  endsAt: Date;
  buffers?: { before: number; after: number };
  status: Status;
  version: number;
  credits: number;
  mode: 'remote' | 'in_person';
  meeting?: { state?: string; joinUrl?: string | null; meetingId?: string | null };
  outcome?: { credits?: 'returned' | 'consumed'; at?: Date; inputs?: unknown };
}

export const BOOKING_FIELDS: (keyof BookingRow & string)[] = [
  ...(['client', 'consultant', 'startsAt', 'endsAt', 'buffers', 'status', 'version'] as const),
  ...(['credits', 'mode', 'meeting', 'outcome'] as const),
];

export const subjectOf = (booking: Pick<BookingRow, '_id'>): string =>
  `consultations:${booking._id.toHexString()}`;
