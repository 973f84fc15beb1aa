import { type Payload } from 'payload';

import { HostUnavailable, type Meeting, type MeetingRequest } from '@/integrations/zoom/port';
import { zoomProvider } from '@/integrations/zoom/provider';
import { type Consultation } from '@/payload-types';
import { isDomainError } from '@/platform/errors';
import { type OutboxRow, owe } from '@/platform/outbox';
import { LeaseLost } from '@/platform/queue';
import { refId } from '@/platform/refs';
import { inTransaction } from '@/platform/transaction';

import { BudgetSpent, exhaustDay, spendCall } from './callBudget';
import { findMade } from './findMade';
import { keepMeeting } from './keepMeeting';
import { noteAsked } from './lostAnswers';
import { minutesOf } from './planMeeting';

/** A booking whose meeting is to be made or moved. */
export interface Wanted {
  row: OutboxRow;
  booking: Consultation;
  hosts: readonly string[];
}

/** What Zoom is to be told of a booking: no personal notes. */
export async function requestFor(
  payload: Payload,
  booking: Consultation,
): Promise<Omit<MeetingRequest, 'host'>> {
  const type = await payload.findByID({
    collection: 'consultation-types',
    id: refId(booking.type),
    depth: 0,
    overrideAccess: true,
  });
  return {
    topic: `Insight Serenity: ${type.name}`,
    marker: booking.id,
    startsAt: new Date(booking.startsAt),
    minutes: minutesOf(booking),
    timezone: booking.timezone ?? 'UTC',
  };
}

export const isRetry = (row: OutboxRow): boolean => row.attempts > 1;

/** Only the very first try for a booking can know that nothing was made before. */
const mayHaveBeenMade = (row: OutboxRow): boolean => isRetry(row) || !row.key.endsWith(':booked');

/**
 * Makes the meeting of a booking on the first host that can and may, unless an earlier try has made it.
 * @param gone a meeting of this booking that is not to be taken for the one wanted
 */
export async function makeMeeting(payload: Payload, wanted: Wanted, gone?: string | null): Promise<void> {
  const { row, booking, hosts } = wanted;
  const found = mayHaveBeenMade(row)
    ? (await findMade(hosts, booking.id)).filter(({ id }) => id !== gone)
    : [];
  const [made, ...spare] = found;
  const meeting = made ?? (await createOn(payload, wanted));
  try {
    await keepMeeting(
      payload,
      wanted,
      meeting,
      spare.map(({ id }) => id),
    );
  } catch (error) {
    // Asked for so long that another worker took the row, saw nothing at Zoom yet, and made one as well.
    if (!made && error instanceof LeaseLost) await disown(payload, booking.id, meeting.id);
    throw error;
  }
}

/** Owes the removal of a meeting that nobody has written down; it stays when it is the booking's after all. */
const disown = (payload: Payload, bookingId: string, meetingId: string): Promise<void> =>
  inTransaction({ payload, context: { actor: 'system:meetings' } }, (req) =>
    owe(req, {
      key: `meeting:${bookingId}:late:${meetingId}`,
      kind: 'meeting.remove',
      subject: bookingId,
      data: { meetingId },
    }),
  );

const isDailyLimit = (error: unknown): boolean =>
  isDomainError(error) && error.facts.detail?.dailyLimit === true;

async function createOn(payload: Payload, { row, booking, hosts }: Wanted): Promise<Meeting> {
  const request = await requestFor(payload, booking);
  let refusal: unknown = null;
  let isSpent = false;
  for (const host of hosts) {
    if (!(await spendCall(payload, { host, isRetry: isRetry(row), sessionStartsAt: request.startsAt }))) {
      isSpent = true;
      continue;
    }
    await noteAsked(payload, row, host);
    try {
      return await zoomProvider().createMeeting({ ...request, host });
    } catch (error) {
      if (isDailyLimit(error)) {
        await exhaustDay(payload, host);
        isSpent = true;
      } else if (error instanceof HostUnavailable) refusal = error;
      else throw error;
    }
  }
  throw isSpent ? new BudgetSpent(request.startsAt) : refusal;
}
