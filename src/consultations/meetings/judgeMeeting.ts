import { type Status } from '../status';

/**
 * Why a meeting of ours at Zoom is one too many, in words for the audit log; null when it is not, or when that is still
 * being seen to. A booking whose link is not `ready` may be about to take it up. Pure.
 */
export function judgeMeeting(
  meetingId: string,
  booking: { status: Status; meeting?: { state?: string; meetingId?: string | null } } | null,
  isOwed: boolean,
): string | null {
  if (!booking) return 'There is no such booking.';
  if (isOwed) return null;
  if (booking.status === 'cancelled') return 'Its booking is cancelled.';
  const { meeting } = booking;
  if (meeting?.state !== 'ready' || !meeting.meetingId || meeting.meetingId === meetingId) return null;
  return `Its booking has another meeting, ${meeting.meetingId}.`;
}
