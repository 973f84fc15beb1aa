import fc from 'fast-check';

import { calendarPart } from '../../src/notifications/calendar/bookingCalendar';
import {
  type CalendarMail,
  isTakenAway,
  methodOf,
  staleForCalendar,
  tellOf,
} from '../../src/notifications/calendar/sequence';
import { type MessageOrder } from '../../src/notifications/enqueue';
import { asTheyKnewIt, stampOf } from '../../src/notifications/loadBooking';
import { type BookingRecords } from '../../src/notifications/readBooking';
import { moveMails } from '../../src/consultations/moveMails';
import {
  type Client,
  type Consultant,
  type Consultation,
  type ConsultationType,
} from '../../src/payload-types';

/** What may happen to a booking and to the mails about it. */
export type Step =
  | { kind: 'move'; days: number; consultant: number }
  | { kind: 'link' }
  | { kind: 'end'; as: 'cancelled' | 'completed' }
  | { kind: 'wait'; seconds: number }
  /** One mail that is due goes out: taken, refused, or taken while the answer is lost. */
  | { kind: 'send'; which: number; answer: 'taken' | 'refused' | 'lost' }
  /** Staff send one of the mails once more, rendered anew. */
  | { kind: 'resend'; which: number };

const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    often(
      3,
      fc.record({
        kind: fc.constant('move' as const),
        days: fc.integer({ min: -6, max: 6 }),
        consultant: fc.nat(2),
      }),
    ),
    often(2, fc.constant({ kind: 'link' as const })),
    often(
      1,
      fc.record({
        kind: fc.constant('end' as const),
        as: fc.constantFrom('cancelled' as const, 'cancelled' as const, 'completed' as const),
      }),
    ),
    often(
      3,
      fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(1, 20, 3600, 3 * 86_400) }),
    ),
    often(1, fc.record({ kind: fc.constant('resend' as const), which: fc.nat(5) })),
    often(
      6,
      fc.record({
        kind: fc.constant('send' as const),
        which: fc.nat(5),
        answer: fc.constantFrom('taken' as const, 'taken' as const, 'refused' as const, 'lost' as const),
      }),
    ),
  ),
  { minLength: 8, maxLength: 40, size: '+1' },
);

export interface Arrived {
  to: string;
  file: string;
}

type Row = CalendarMail & MessageOrder;

const LINK_PATIENCE_MS = 15_000;
const SESSION_MS = 3_600_000;
const client = {
  id: 'client',
  firstName: 'Cleo',
  lastName: 'Marsh',
  email: 'cleo@client.example',
  timezone: 'America/New_York',
} as Client;
export const CONSULTANTS = ['Amelia', 'Kenji', 'Priya'].map(
  (name) =>
    ({ id: name, name, email: `${name.toLowerCase()}@insight.example`, timezone: 'UTC' }) as Consultant,
);
const type = { id: 'type', name: 'Session', minutes: 60 } as ConsultationType;

/** One booking, its mails and their ways, with the product's own rules of who is told what and when that is stale. */
export class BookingHistory {
  at = new Date('2031-03-03T08:00:00Z');
  booking: Consultation;
  readonly arrived: Arrived[] = [];
  private readonly rows: Row[] = [];

  constructor() {
    const startsAt = new Date(this.at.getTime() + 7 * 86_400_000);
    this.booking = {
      id: '66f0a1b2c3d4e5f601234567',
      status: 'booked',
      version: 1,
      versionAt: this.at.toISOString(),
      startsAt: startsAt.toISOString(),
      endsAt: new Date(startsAt.getTime() + SESSION_MS).toISOString(),
      mode: 'remote',
      client: client.id,
      consultant: 'Amelia',
      meeting: { state: 'pending' },
    } as unknown as Consultation;
    const common = { cause: 'booked', version: 1, facts: {}, dueAt: this.patience(), notAfter: startsAt };
    this.owe([
      { ...common, template: 'booking-confirmation-client', client: client.id },
      { ...common, template: 'booking-confirmation-consultant', consultant: 'Amelia' },
    ]);
  }

  take(step: Step): void {
    if (step.kind === 'wait') this.at = new Date(this.at.getTime() + step.seconds * 1000);
    if (step.kind === 'send') this.send(step.which, step.answer);
    if (step.kind === 'resend') this.resend(step.which);
    if (this.booking.status !== 'booked') return;
    if (step.kind === 'move') this.move(step.days, CONSULTANTS[step.consultant]?.id ?? 'Amelia');
    if (step.kind === 'link') this.link();
    if (step.kind === 'end') this.end(step.as);
  }

  /** The mail server is well again, and the workers go on until nothing is owed. */
  deliverAll(): void {
    for (
      ;
      this.rows.some(({ state }) => state === 'queued');
      this.at = new Date(this.at.getTime() + 60_000)
    ) {
      while (this.due().length > 0) this.send(0, 'taken');
    }
  }

  private patience = (): Date =>
    new Date(this.at.getTime() + (this.booking?.meeting?.state === 'ready' ? 0 : LINK_PATIENCE_MS));

  private owe(orders: MessageOrder[]): void {
    for (const order of orders)
      this.rows.push({ ...order, facts: order.facts ?? {}, state: 'queued', attempts: 0 });
  }

  private move(days: number, consultant: string): void {
    const before = this.booking;
    const startsAt = new Date(new Date(before.startsAt).getTime() + days * 86_400_000);
    const isSame = days === 0 && consultant === before.consultant;
    if (isSame || startsAt <= this.at) return;
    this.booking = {
      ...before,
      startsAt: startsAt.toISOString(),
      endsAt: new Date(startsAt.getTime() + SESSION_MS).toISOString(),
      consultant,
      version: (before.version ?? 1) + 1,
      versionAt: this.at.toISOString(),
      meeting: consultant === before.consultant ? before.meeting : { ...before.meeting, state: 'pending' },
    };
    this.owe(moveMails(before, this.booking, { by: 'staff', dueAt: this.patience() }));
  }

  /** The link has come: who was told without it is told again. */
  private link(): void {
    if (this.booking.meeting?.state === 'ready') return;
    this.booking = {
      ...this.booking,
      meeting: { state: 'ready', joinUrl: `https://zoom.example/j/${this.booking.version}` },
    };
    const told = this.rows.filter(
      (row) => row.version === this.booking.version && methodOf(row) === 'REQUEST',
    );
    this.owe(
      told
        .filter(({ attempts, state }) => attempts > 0 || state !== 'queued')
        .map((row) => ({ ...row, cause: `${row.cause}:link`, dueAt: this.at })),
    );
    for (const row of told) row.dueAt = this.at;
  }

  private end(status: 'cancelled' | 'completed'): void {
    this.booking = {
      ...this.booking,
      status,
      version: (this.booking.version ?? 1) + 1,
      meeting: { ...this.booking.meeting, state: 'deleted' },
    };
    if (status === 'completed') return;
    const common = { cause: 'ended', version: this.booking.version ?? 1 };
    this.owe([
      { ...common, template: 'canceled-client', client: client.id },
      { ...common, template: 'canceled-consultant', consultant: String(this.booking.consultant) },
    ]);
  }

  private resend(which: number): void {
    const first = this.rows[which % this.rows.length];
    if (first)
      this.owe([{ ...first, cause: 'resent', version: undefined, notAfter: undefined, dueAt: this.at }]);
  }

  private due = (): Row[] =>
    this.rows.filter(({ state, dueAt }) => state === 'queued' && (dueAt ?? this.at) <= this.at);

  private send(which: number, answer: 'taken' | 'refused' | 'lost'): void {
    const due = this.due();
    const row = due[which % Math.max(due.length, 1)];
    if (!row) return;
    row.attempts += 1;
    const others = this.rows.filter(
      (other) => other !== row && other.client === row.client && other.consultant === row.consultant,
    );
    if (row.cause !== 'resent' && staleForCalendar(row, others, this.at)) {
      row.state = 'dropped';
      return;
    }
    if (answer !== 'refused') this.arrived.push(this.composed(row));
    if (answer === 'taken') row.state = 'sent';
  }

  private composed(row: Row): Arrived {
    const side = row.client ? 'client' : 'consultant';
    const consultant = CONSULTANTS.find(
      ({ id }) => id === (row.consultant ?? this.booking.consultant),
    ) as Consultant;
    const booking = isTakenAway(row) ? asTheyKnewIt(this.booking, row.facts) : this.booking;
    const records: BookingRecords = { booking, client, consultant, type };
    const { content } = calendarPart(records, {
      side,
      ...tellOf(row, this.booking),
      stamp: stampOf(booking, this.at),
    });
    return { to: side === 'client' ? client.email : consultant.email, file: content };
  }
}
