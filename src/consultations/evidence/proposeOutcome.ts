import { type Presence, type Role } from './attendance';

export interface HeldSession {
  startsAt: Date;
  endsAt: Date;
  /** When Zoom says the meeting began and ended; null where it has not said so. */
  startedAt: Date | null;
  endedAt: Date | null;
}

export interface Proposal {
  status: 'completed' | 'client_no_show' | 'consultant_no_show' | 'unclear';
  because: string;
}

interface Span {
  from: number;
  to: number;
}

const MINUTE_MS = 60_000;
/** People come early and run over; what happened outside of this was another meeting. */
const BEFORE_MS = 15 * MINUTE_MS;
const AFTER_MS = 30 * MINUTE_MS;
/** Together so long, or half of a short session: it was held. */
const HELD_MS = 10 * MINUTE_MS;
/** Whoever waited so long into the session for the other has waited. */
const WAITED_MS = 5 * MINUTE_MS;

const minutes = (ms: number): string =>
  `${Math.round(ms / MINUTE_MS)} minute${Math.round(ms / MINUTE_MS) === 1 ? '' : 's'}`;
const clock = (at: Date): string => at.toISOString().slice(11, 16);
const clip = (span: Span, within: Span): Span => ({
  from: Math.max(span.from, within.from),
  to: Math.min(span.to, within.to),
});
const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((total, { from, to }) => total + Math.max(0, to - from), 0);

/** One after the other, without overlap. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}

const together = (one: readonly Span[], other: readonly Span[]): number =>
  lengthOf(joined(one).flatMap((a) => joined(other).map((b) => clip(a, b))));

/** What of a stay falls into the session. One whose end is not known lasted as long as the meeting, or the session. */
function spanOf(row: Presence, session: HeldSession): Span[] {
  if (row.joinedAt === null && row.leftAt === null) return [];
  const end = (session.endedAt ?? session.endsAt).getTime();
  const from =
    row.joinedAt === null ? (session.startedAt ?? session.startsAt).getTime() : Date.parse(row.joinedAt);
  const to = row.leftAt === null ? Math.max(end, from) : Date.parse(row.leftAt);
  const span = clip(
    { from, to },
    { from: session.startsAt.getTime() - BEFORE_MS, to: session.endsAt.getTime() + AFTER_MS },
  );
  return span.to > span.from ? [span] : [];
}

/**
 * What the attendance of a session that is over says of its outcome, in words for staff; null when it says nothing.
 * It proposes: a person or the session clock decides. Pure.
 */
export function proposeOutcome(attendance: readonly Presence[], session: HeldSession): Proposal | null {
  const inside = attendance.filter(({ place }) => place === 'meeting');
  const spansOf = (rows: readonly Presence[], role: Role): Span[] =>
    rows.filter((row) => row.role === role).flatMap((row) => spanOf(row, session));
  const [consultant, client, unknown] = (['consultant', 'client', 'unknown'] as const).map((role) =>
    spansOf(inside, role),
  ) as [Span[], Span[], Span[]];
  const waiting = attendance.filter(({ place }) => place === 'waiting_room');
  const clientWaited = spansOf(waiting, 'client');
  const held = Math.min(HELD_MS, (session.endsAt.getTime() - session.startsAt.getTime()) / 2);

  const both = together(consultant, client);
  if (both >= held)
    return { status: 'completed', because: `Both were there, together for ${minutes(both)}.` };
  const guest = together(consultant, unknown);
  // Should the guest not have been the client, the credit is spent all the same; the other way round it would be wrong.
  if (guest >= held)
    return {
      status: 'completed',
      because: `The consultant and a guest whom Zoom does not name were there together for ${minutes(guest)}.`,
    };
  if (unknown.length > 0)
    return { status: 'unclear', because: 'Somebody was there whom Zoom does not name.' };
  if (consultant.length > 0 && client.length > 0)
    return { status: 'unclear', because: `Both were there, together for ${minutes(both)} only.` };
  if (consultant.length > 0 && clientWaited.length > 0)
    return {
      status: 'unclear',
      because: `The client waited for ${minutes(lengthOf(joined(clientWaited)))} and was not let in.`,
    };
  if (consultant.length > 0) return alone('client_no_show', 'consultant', intoSession(consultant, session));
  if (client.length > 0 || clientWaited.length > 0)
    return alone('consultant_no_show', 'client', intoSession([...client, ...clientWaited], session));
  return heldUnseen(session);
}

const intoSession = (spans: readonly Span[], { startsAt, endsAt }: HeldSession): number =>
  lengthOf(joined(spans).map((span) => clip(span, { from: startsAt.getTime(), to: endsAt.getTime() })));

function alone(
  status: 'client_no_show' | 'consultant_no_show',
  who: 'client' | 'consultant',
  waited: number,
): Proposal {
  const other = who === 'client' ? 'consultant' : 'client';
  if (waited >= WAITED_MS)
    return {
      status,
      because: `The ${who} was there for ${minutes(waited)} of the session; the ${other} was not seen.`,
    };
  return {
    status: 'unclear',
    because: `The ${who} was there for ${minutes(waited)} of the session only; the ${other} was not seen.`,
  };
}

function heldUnseen(session: HeldSession): Proposal | null {
  const { startedAt, endedAt, startsAt } = session;
  if (!endedAt || endedAt <= startsAt) return null;
  const from = startedAt ? `from ${clock(startedAt)} ` : '';
  return {
    status: 'completed',
    because: `The meeting was held ${from}until ${clock(endedAt)} UTC; Zoom has not said who was there.`,
  };
}
