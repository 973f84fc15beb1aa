import { type Document, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { type TemplateKey } from '@/emails/catalog';
import { type MessageOrder, oweMissing } from '@/notifications/enqueue';
import { fixedWords } from '@/notifications/templates/fixedWords';
import { now } from '@/platform/clock';
import { nativeCollection } from '@/platform/store';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A reminder is owed some time before it is due, so that it goes out at its minute whenever the job runs. */
const AHEAD_MS = 20 * MINUTE_MS;
const BATCH = 100;

export interface Reminder {
  client: TemplateKey;
  consultant: TemplateKey;
  /** So long before the start it is due. */
  beforeMs: number;
  /** Never later than so long before the start while the workers work. Source: docs/domain.md#messages */
  promisedMs: number;
  /** Made up until so long before the start; later it is of no use. See decision 0024. */
  uselessMs: number;
  /** The variable by which it says how near the session is when it is sent. */
  nearness: string;
}

export const DAY_BEFORE: Reminder = {
  client: 'reminder-24h-client',
  consultant: 'reminder-24h-consultant',
  beforeMs: 24 * HOUR_MS,
  promisedMs: 23 * HOUR_MS + 45 * MINUTE_MS,
  uselessMs: 2 * HOUR_MS,
  nearness: 'startDay',
};
export const HOUR_BEFORE: Reminder = {
  client: 'reminder-1h-client',
  consultant: 'reminder-1h-consultant',
  beforeMs: HOUR_MS,
  promisedMs: 45 * MINUTE_MS,
  uselessMs: 15 * MINUTE_MS,
  nearness: 'timeLeft',
};

interface Row extends Document {
  _id: ObjectId;
  client: ObjectId;
  consultant: ObjectId;
  startsAt: Date;
  version: number;
  versionAt?: Date;
}

/** A booking in the version a reminder speaks of. */
export interface Upcoming {
  id: string;
  client: string;
  consultant: string;
  startsAt: Date;
  version: number;
  /** Since when it is so. */
  versionAt?: Date;
}

const upcomingOf = ({ _id, client, consultant, startsAt, version, versionAt }: Row): Upcoming => ({
  id: _id.toHexString(),
  client: client.toHexString(),
  consultant: consultant.toHexString(),
  startsAt,
  version,
  versionAt,
});

/**
 * The reminders a booking owes: one to each side and version. Who booked or moved it later than the reminder would
 * have come has just been told, and is owed none. Pure.
 * @param fixed templates whose words say by themselves how near the session is: late they would be false
 */
export function remindersOf(
  booking: Upcoming,
  { client, consultant, beforeMs, promisedMs, uselessMs }: Reminder,
  fixed: ReadonlySet<TemplateKey> = new Set(),
): MessageOrder[] {
  const start = booking.startsAt.getTime();
  const dueAt = new Date(start - beforeMs);
  if (booking.versionAt && booking.versionAt > dueAt) return [];
  const { id } = booking;
  const common = { cause: `${id}:v${booking.version}`, consultation: id, version: booking.version, dueAt };
  const notAfter = (template: TemplateKey): Date =>
    new Date(start - (fixed.has(template) ? promisedMs : uselessMs));
  return [
    { ...common, template: client, client: booking.client, notAfter: notAfter(client) },
    { ...common, template: consultant, consultant: booking.consultant, notAfter: notAfter(consultant) },
  ];
}

/**
 * Owes the reminders of all sessions that start soon; the queue sends each at its time, and drops those of a version
 * that is no longer. A missed run is made up by the next. @returns how many were new
 */
export async function remind(
  payload: Payload,
  reminder: Reminder,
  shouldStop: () => boolean = () => false,
): Promise<number> {
  const at = now().getTime();
  const fixed = await fixedWords(payload, [reminder.client, reminder.consultant], [reminder.nearness]);
  const soon = nativeCollection<Row>(payload, 'consultations').find(
    {
      status: 'booked',
      startsAt: { $gt: new Date(at + reminder.uselessMs), $lte: new Date(at + reminder.beforeMs + AHEAD_MS) },
    },
    { projection: { client: 1, consultant: 1, startsAt: 1, version: 1, versionAt: 1 }, batchSize: BATCH },
  );
  let owed = 0;
  let batch: MessageOrder[] = [];
  for await (const booking of soon) {
    if (shouldStop()) return owed;
    batch.push(...remindersOf(upcomingOf(booking), reminder, fixed));
    if (batch.length < BATCH) continue;
    owed += await oweMissing(payload, 'system:reminders', batch);
    batch = [];
  }
  return owed + (await oweMissing(payload, 'system:reminders', batch));
}
