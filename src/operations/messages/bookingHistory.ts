import { type Document } from 'mongodb';

import { type BookingRow as StoredBooking } from '@/consultations/audit/bookingRow';
import { type Party, type Status } from '@/consultations/status';

/** A booking as stored, as far as its mails depend on it. */
export type BookingRow = Pick<
  StoredBooking,
  '_id' | 'client' | 'consultant' | 'startsAt' | 'endsAt' | 'status' | 'version'
> & { createdAt: Date };

/** A line of the audit log about a booking. */
export interface BookingDeed extends Document {
  action: string;
  at: Date;
  actor: string;
  reason?: string;
  facts?: Record<string, unknown>;
}

/** A booking as it was from one deed to the next. */
export interface BookingState {
  version: number;
  status: Status;
  /** What made it so. */
  by: Party;
  reason: string;
  since: Date;
  /** When the next version replaced it; null when none has. */
  until: Date | null;
  startsAt: Date;
  endsAt: Date;
  consultant: string;
  /** The decision about the credit, of a session that ended. */
  credits?: string;
  explanation?: string;
}

const partyOf = (actor: string): Party => {
  if (actor.startsWith('client:')) return 'client';
  return actor.startsWith('staff:') ? 'staff' : 'system';
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * The versions a booking has been through, told again from its record and its lines in the audit log: a move names the
 * time and consultant it left, so the first version is what the first move left. Pure.
 * @param deeds of this booking, in their order
 */
export function historyOf(booking: BookingRow, deeds: readonly BookingDeed[]): BookingState[] {
  const length = booking.endsAt.getTime() - booking.startsAt.getTime();
  const spanFrom = (startsAt: Date) => ({ startsAt, endsAt: new Date(startsAt.getTime() + length) });
  const [firstMove] = deeds.filter(({ action }) => action === 'consultation.moved');
  const first: BookingState = {
    version: 1,
    status: 'booked',
    by: 'client',
    reason: '',
    since: booking.createdAt,
    until: null,
    ...spanFrom(firstMove ? new Date(text(firstMove.facts?.from)) : booking.startsAt),
    consultant: firstMove ? text(firstMove.facts?.fromConsultant) : booking.consultant.toHexString(),
  };
  return deeds.reduce<BookingState[]>(
    (states, deed) => {
      const last = states.at(-1) ?? first;
      last.until = deed.at;
      const next = {
        ...last,
        version: last.version + 1,
        by: partyOf(deed.actor),
        reason: deed.reason ?? '',
        since: deed.at,
        until: null,
      };
      const { facts = {} } = deed;
      if (deed.action === 'consultation.moved')
        return [
          ...states,
          { ...next, ...spanFrom(new Date(text(facts.to))), consultant: text(facts.toConsultant) },
        ];
      return [
        ...states,
        {
          ...next,
          status: deed.action.slice('consultation.'.length) as Status,
          credits: text(facts.credits),
          explanation: text(facts.explanation),
        },
      ];
    },
    [first],
  );
}
