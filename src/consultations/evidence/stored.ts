import { type Consultation } from '@/payload-types';
import { now } from '@/platform/clock';

import { type Presence } from './attendance';
import { type HeldSession, proposeOutcome } from './proposeOutcome';

type Stored = Pick<Consultation, 'startsAt' | 'endsAt' | 'meeting' | 'attendance'>;

const instant = (value: string | null | undefined): Date | null => (value ? new Date(value) : null);

/** The attendance as the rules see it. */
export const attendanceOf = ({ attendance }: Pick<Consultation, 'attendance'>): Presence[] =>
  (attendance ?? []).map((row) => ({
    key: row.key ?? '',
    role: row.role ?? 'unknown',
    name: row.name ?? '',
    place: row.place ?? 'meeting',
    joinedAt: row.joinedAt ?? null,
    leftAt: row.leftAt ?? null,
  }));

const sessionOf = ({ startsAt, endsAt, meeting }: Stored): HeldSession => ({
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt ?? startsAt),
  startedAt: instant(meeting?.startedAt),
  endedAt: instant(meeting?.endedAt),
});

/** The proposal to store with what is known now, or none. */
export function proposalFor(booking: Stored): NonNullable<Consultation['proposal']> | undefined {
  const proposal = proposeOutcome(attendanceOf(booking), sessionOf(booking));
  return proposal ? { ...proposal, at: now().toISOString() } : undefined;
}

/** Zoom has told the end of a meeting that was this session's, and not a trial before it. */
export const hasBeenHeld = ({ meeting, startsAt }: Pick<Consultation, 'meeting' | 'startsAt'>): boolean =>
  (instant(meeting?.endedAt)?.getTime() ?? 0) > Date.parse(startsAt);
