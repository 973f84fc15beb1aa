import { isLive, type Status } from '../status';

/** What of a booking and of its meeting decides what Zoom must be asked. Times are ISO instants. */
export interface MeetingFacts {
  mode: 'remote' | 'in_person';
  status: Status;
  startsAt: string;
  endsAt?: string | null;
  meeting?: {
    state?: string | null;
    joinUrl?: string | null;
    meetingId?: string | null;
    host?: string | null;
    /** Who came first among the hosts when it was made, whether or not they hold it. */
    firstHost?: string | null;
    startsAt?: string | null;
    minutes?: number | null;
  };
}

/**
 * - `make`: there is none, as far as we know.
 * - `replace`: there is one, and the one who holds it may not hold this session.
 * - `prefer`: somebody may hold it, and comes first, who was not asked when it was made: a session given to a
 *   consultant with an own host, or whose consultant has one now. A fallback that had to step in is not replaced.
 * - `move`: at Zoom it has another time or length.
 * - `tell`: all is well at Zoom, and the booking does not say so.
 */
export type MeetingPlan = 'nothing' | 'make' | 'replace' | 'prefer' | 'move' | 'tell' | 'remove';

export const minutesOf = ({ startsAt, endsAt }: Pick<MeetingFacts, 'startsAt' | 'endsAt'>): number =>
  (Date.parse(endsAt ?? startsAt) - Date.parse(startsAt)) / 60_000;

/**
 * What brings Zoom to where the booking is. `hosts` are those who may hold it, as addresses in small letters,
 * in their order. A session that has ended keeps its meeting. Pure.
 */
export function planMeeting(booking: MeetingFacts, hosts: readonly string[]): MeetingPlan {
  const { mode, status, meeting } = booking;
  if (mode !== 'remote') return 'nothing';
  if (status === 'cancelled') return 'remove';
  if (!isLive(status)) return 'nothing';
  if (!meeting?.meetingId || !meeting.joinUrl || meeting.state === 'deleted') return 'make';
  if (!hosts.includes((meeting.host ?? '').toLowerCase())) return 'replace';
  if (status === 'booked' && hasBetterHost(meeting, hosts)) return 'prefer';
  if (!isAt(booking, meeting)) return 'move';
  return meeting.state === 'ready' ? 'nothing' : 'tell';
}

const hasBetterHost = (
  { host, firstHost }: NonNullable<MeetingFacts['meeting']>,
  [first]: readonly string[],
): boolean =>
  Boolean(first && firstHost) && first !== firstHost?.toLowerCase() && first !== host?.toLowerCase();

/** Whether a meeting has the booking's time and length. */
export const isAt = (
  booking: Pick<MeetingFacts, 'startsAt' | 'endsAt'>,
  meeting: { startsAt?: string | Date | null; minutes?: number | null },
): boolean =>
  meeting.startsAt !== null &&
  meeting.startsAt !== undefined &&
  new Date(meeting.startsAt).getTime() === Date.parse(booking.startsAt) &&
  meeting.minutes === minutesOf(booking);
