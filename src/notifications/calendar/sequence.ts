import { type CalendarEvent } from './eventFile';

/**
 * What the mails of a booking do to the calendar of one recipient (RFC 5546): of the files with one UID the one with
 * the highest SEQUENCE holds, of those the one with the latest DTSTAMP. Pure.
 */
export interface CalendarMail {
  template: string;
  version?: number;
  facts: Record<string, string>;
  state: string;
  attempts: number;
}

type Order = Pick<CalendarMail, 'template' | 'version' | 'facts'>;

export const methodOf = ({
  template,
}: Pick<Order, 'template'>): Exclude<CalendarEvent['method'], 'PUBLISH'> =>
  template.startsWith('canceled-') ? 'CANCEL' : 'REQUEST';

/** Whether a session was taken from its consultant and goes on with a colleague. */
export const isTakenAway = ({ facts }: Pick<Order, 'facts'>): boolean => facts.takenAwayAt !== undefined;

/** The SEQUENCE a mail carries: the version of the booking it speaks of, whatever that is by now. */
const sequenceOf = ({ version, facts }: Order): number => version ?? Number(facts.takenAwayAt ?? 0);

/** A mail that staff send once more speaks of no version. */
const tellsAsItIs = (order: Order): boolean => order.version === undefined && !isTakenAway(order);

/**
 * What a mail says to a calendar. One that tells how things are now must not bring back what was cancelled, or taken
 * from this consultant.
 */
export function tellOf(
  order: Order & { consultant?: { toString(): string } | string },
  booking: { status: string; version?: number | null; consultant: unknown },
): { method: 'REQUEST' | 'CANCEL'; sequence: number } {
  if (!tellsAsItIs(order)) return { method: methodOf(order), sequence: sequenceOf(order) };
  const isTheirs = order.consultant === undefined || String(order.consultant) === String(booking.consultant);
  return {
    method: isTheirs && booking.status !== 'cancelled' ? 'REQUEST' : 'CANCEL',
    sequence: booking.version ?? 1,
  };
}

/** The version that makes a mail superfluous: a later one to the same recipient says all that it says. */
function supersededBy(mail: Order, others: readonly CalendarMail[]): number | null {
  const latest = Math.max(...others.map(sequenceOf), 0);
  return latest > sequenceOf(mail) ? latest : null;
}

/** A mail that was tried may have arrived, although the answer was lost. The last try of these two sent nothing. */
const mayHaveArrived = ({ state, attempts }: CalendarMail): boolean =>
  attempts > (state === 'dropped' || state === 'parked' ? 1 : 0);

/**
 * Whether the recipient's calendar may show the session as an earlier version had it: an invitation may have arrived,
 * and no later removal surely has.
 */
function mayShowEarlier(mail: Order, others: readonly CalendarMail[]): boolean {
  const earlier = others.filter((other) => sequenceOf(other) < sequenceOf(mail));
  const removedAt = Math.max(
    ...earlier.filter((other) => methodOf(other) === 'CANCEL' && other.state === 'sent').map(sequenceOf),
    -1,
  );
  const invites = (other: CalendarMail): boolean =>
    tellsAsItIs(other) || (methodOf(other) === 'REQUEST' && sequenceOf(other) > removedAt);
  return earlier.some((other) => mayHaveArrived(other) && invites(other));
}

/**
 * Why a mail with a calendar part is not worth sending, or null. A cancellation, or a new time, is sent however late
 * it is, as long as somebody's calendar may still show what is no longer true.
 */
export function staleForCalendar(
  mail: Order & { notAfter?: Date },
  others: readonly CalendarMail[],
  at: Date,
): string | null {
  const later = supersededBy(mail, others);
  if (later !== null)
    return `The booking has changed: this speaks of version ${sequenceOf(mail)}, it is now ${later}.`;
  if (isTakenAway(mail) && !mayShowEarlier(mail, others)) return 'It was taken away before they heard of it.';
  const isPast = mail.notAfter !== undefined && mail.notAfter <= at;
  return isPast && !mayShowEarlier(mail, others)
    ? `Its time passed at ${mail.notAfter?.toISOString()}.`
    : null;
}
