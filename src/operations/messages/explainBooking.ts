import { ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { type MessageRow } from '@/notifications/message';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { nativeCollection } from '@/platform/store';

import { type Expectation } from './expectation';
import { bookingsWhere, expectationsOf } from './readExpectations';

/** What became of one mail about a booking, in words for staff. */
export interface Explanation {
  template: string;
  to: 'client' | 'consultant';
  version: number | null;
  /** The state of its message; `missing` when it must exist and does not, `not-yet` and `not-owed` when it need not. */
  state: string;
  at: string | null;
  why: string;
  messageId: string | null;
}

const sideOf = (of: { client?: unknown }): 'client' | 'consultant' => (of.client ? 'client' : 'consultant');

function whyOf(row: MessageRow, because: string): string {
  if (row.state === 'sent') return because;
  if (row.state === 'queued')
    return (
      `${because} It goes out ` +
      `at ${row.dueAt.toISOString()}${row.error ? `; the last try failed: ${row.error}` : '.'}`
    );
  return `${because} ${row.error ?? ''}`.trim();
}

/** Mails that no rule of time owes. */
function otherCause(row: MessageRow): string {
  if (row.resend) return `Sent once more by staff: ${row.resend.reason}`;
  if (row.template === 'started') return 'One side waited alone in the meeting.';
  return 'The link to join came later, or changed.';
}

const told = (row: MessageRow, because: string): Explanation => ({
  template: row.template,
  to: sideOf(row),
  version: row.version ?? null,
  state: row.state,
  at: (row.sentAt ?? (row.updatedAt as Date)).toISOString(),
  why: whyOf(row, because),
  messageId: row._id.toHexString(),
});

function stateOf({ owedSince, comesAt }: Expectation): string {
  if (owedSince) return 'missing';
  return comesAt ? 'not-yet' : 'not-owed';
}

const untold = (expectation: Expectation): Explanation => ({
  template: expectation.order.template,
  to: sideOf(expectation.order),
  version: expectation.order.version ?? null,
  state: stateOf(expectation),
  at: null,
  why: expectation.because,
  messageId: null,
});

/**
 * Which mails about a booking were sent, which not, and why: those its history owes, those it does not owe, and those
 * that came for another reason. Three commands. @throws DomainError NOT_FOUND
 */
export async function explainBooking(payload: Payload, consultationId: string): Promise<Explanation[]> {
  const bookings = await bookingsWhere(payload, { _id: new ObjectId(consultationId) }).toArray();
  const [booking] = await expectationsOf(payload, bookings, now());
  if (!booking) throw new DomainError('NOT_FOUND');
  const rows = await nativeCollection<MessageRow>(payload, 'messages')
    .find({ consultation: new ObjectId(consultationId) }, { projection: { html: 0, text: 0, calendar: 0 } })
    .sort({ createdAt: 1, _id: 1 })
    .toArray();
  const rowOf = new Map(rows.map((row) => [row.key, row]));
  const expected = booking.expectations.map((expectation) => {
    const row = rowOf.get(expectation.key);
    rowOf.delete(expectation.key);
    return row ? told(row, expectation.because) : untold(expectation);
  });
  return [...expected, ...[...rowOf.values()].map((row) => told(row, otherCause(row)))];
}
