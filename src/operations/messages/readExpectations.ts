import { type Document } from 'mongodb';
import { type Payload } from 'payload';

import { subjectOf } from '@/consultations/audit/bookingRow';
import { groupBy } from '@/platform/snapshot';
import { nativeCollection } from '@/platform/store';

import { registrationsSince } from './accountMessages';
import { type BookingDeed, type BookingRow, historyOf } from './bookingHistory';
import { expectedOf } from './bookingMessages';
import { grantsSince, walletsSince } from './creditMessages';
import { type Expectation } from './expectation';

const BATCH = 200;
/** Reminders are owed a day before. */
const AHEAD_MS = 2 * 86_400_000;
const FIELDS = { client: 1, consultant: 1, startsAt: 1, endsAt: 1, status: 1, version: 1, createdAt: 1 };

/** The deeds that made a new version of some bookings, in their order. One command. */
async function deedsOf(
  payload: Payload,
  bookings: readonly BookingRow[],
): Promise<Map<string, BookingDeed[]>> {
  const deeds = await nativeCollection<BookingDeed>(payload, 'audit-log')
    .find({ subject: { $in: bookings.map(subjectOf) }, 'facts.version': { $gt: 1 } })
    .sort({ 'facts.version': 1 })
    .toArray();
  return groupBy(deeds, ({ subject }) => String(subject));
}

/** What bookings owe and do not owe, and the versions it follows from. Two commands for two hundred. */
export async function expectationsOf(payload: Payload, bookings: readonly BookingRow[], now: Date) {
  const deeds = await deedsOf(payload, bookings);
  return bookings.map((booking) => {
    const id = booking._id.toHexString();
    const states = historyOf(booking, deeds.get(subjectOf(booking)) ?? []);
    return {
      booking,
      states,
      expectations: expectedOf({ id, client: booking.client.toHexString() }, states, now),
    };
  });
}

export const bookingsWhere = (payload: Payload, where: Document) =>
  nativeCollection<BookingRow>(payload, 'consultations').find(where, {
    projection: FIELDS,
    batchSize: BATCH,
  });

async function* bookingsSince(payload: Payload, since: Date, now: Date): AsyncGenerator<Expectation> {
  let batch: BookingRow[] = [];
  const flush = async (): Promise<Expectation[]> => {
    const told = await expectationsOf(payload, batch, now);
    batch = [];
    return told.flatMap(({ expectations }) => expectations);
  };
  // Changed since, or so near that time owes something: what is far ahead and unchanged owes nothing new.
  const near = { $gte: since, $lte: new Date(now.getTime() + AHEAD_MS) };
  for await (const booking of bookingsWhere(payload, {
    $or: [{ versionAt: { $gte: since } }, { startsAt: near }],
  })) {
    batch.push(booking);
    if (batch.length >= BATCH) yield* await flush();
  }
  yield* await flush();
}

/** What the records since an instant say must have been written to whom, in portions. */
export async function* expectationsSince(
  payload: Payload,
  since: Date,
  now: Date,
): AsyncGenerator<Expectation[]> {
  for (const source of [
    bookingsSince(payload, since, now),
    grantsSince(payload, since),
    walletsSince(payload, since, now),
    registrationsSince(payload, since),
  ]) {
    let portion: Expectation[] = [];
    for await (const expectation of source) {
      if (!expectation.owedSince) continue;
      portion.push(expectation);
      if (portion.length < BATCH) continue;
      yield portion;
      portion = [];
    }
    if (portion.length > 0) yield portion;
  }
}
