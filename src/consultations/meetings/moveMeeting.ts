import { type Payload } from 'payload';

import { HostUnavailable, type Meeting } from '@/integrations/zoom/port';
import { zoomProvider } from '@/integrations/zoom/provider';
import { isDomainError } from '@/platform/errors';

import { BudgetSpent, exhaustDay, spendCall } from './callBudget';
import { keepMeeting } from './keepMeeting';
import { isRetry, makeMeeting, requestFor, type Wanted } from './makeMeeting';
import { isAt } from './planMeeting';

const isGone = (error: unknown): boolean =>
  error instanceof HostUnavailable || (isDomainError(error) && error.code === 'NOT_FOUND');

/**
 * Gives the meeting the booking's time; the link stays. One that somebody deleted at Zoom, or whose host is no more, is
 * made anew. A retry looks first: the answer that got lost may have moved it.
 */
export async function moveMeeting(payload: Payload, wanted: Wanted): Promise<void> {
  const { row, booking } = wanted;
  const id = booking.meeting?.meetingId ?? '';
  const host = booking.meeting?.host ?? '';
  const request = await requestFor(payload, booking);
  const moved: Meeting = {
    id,
    host,
    joinUrl: booking.meeting?.joinUrl ?? '',
    passcode: booking.meeting?.passcode ?? null,
    startsAt: request.startsAt,
    minutes: request.minutes,
  };
  if (isRetry(row)) {
    const seen = await zoomProvider().getMeeting(id);
    if (!seen) return makeMeeting(payload, wanted, id);
    if (isAt(booking, seen)) return keepMeeting(payload, wanted, moved);
  }
  if (!(await spendCall(payload, { host, isRetry: isRetry(row), sessionStartsAt: request.startsAt })))
    throw new BudgetSpent(request.startsAt);
  try {
    await zoomProvider().updateMeeting(id, { ...request, host });
  } catch (error) {
    if (isGone(error)) return makeMeeting(payload, wanted, id);
    if (!isDomainError(error) || error.facts.detail?.dailyLimit !== true) throw error;
    await exhaustDay(payload, host);
    throw new BudgetSpent(request.startsAt);
  }
  await keepMeeting(payload, wanted, moved);
}
