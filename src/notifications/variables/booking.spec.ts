import { catalog } from '@/emails/catalog';
import { type Client, type Consultant, type Consultation, type ConsultationType } from '@/payload-types';

import { type BookingFacts, bookingVariables, zoneFor } from './booking';

const client = { id: 'c1', firstName: 'Cleo', lastName: 'Marsh', timezone: 'America/New_York' } as Client;
const consultant = { id: 'k1', name: 'Amelia Hart', timezone: 'Europe/London' } as Consultant;
const type = { id: 't1', name: 'Consultation, 60 minutes', minutes: 60 } as ConsultationType;
const booking = {
  id: 'b1',
  startsAt: '2026-11-24T15:00:00.000Z',
  endsAt: '2026-11-24T16:00:00.000Z',
  timezone: 'America/Chicago',
  mode: 'remote',
  credits: 1,
  version: 1,
  policy: { noticeHours: 24 },
  meeting: { state: 'ready', joinUrl: 'https://zoom.example/j/1' },
} as unknown as Consultation;

const told = (over: Partial<BookingFacts> = {}) =>
  bookingVariables({
    booking,
    client,
    consultant,
    type,
    facts: {},
    now: new Date('2026-11-23T15:00:00Z'),
    side: 'client',
    portal: 'https://portal.example',
    calendarLinks: { google: 'https://g.example', outlook: 'https://o.example' },
    colleagues: { previous: '', next: '' },
    ...over,
  });

describe('what a booking mail says', () => {
  it("to the client: in the zone of the booking, about the consultant, with the portal's link", () => {
    expect(told()).toMatchObject({
      recipientName: 'Cleo',
      otherPartyName: 'Amelia Hart',
      startsAtLocal: 'Tuesday 24 November 2026, 09:00–10:00',
      timezoneName: 'America/Chicago (CST)',
      durationMinutes: '60',
      consultationUrl: 'https://portal.example/consultations/b1',
      joinUrl: 'https://zoom.example/j/1',
    });
  });

  it('is the length that was booked, whatever the type says now', () => {
    expect(told({ type: { ...type, minutes: 45 } }).durationMinutes).toBe('60');
  });

  it('is what becomes of a late cancellation by the policy that was booked', () => {
    expect(told().cancellationPolicy).toContain('After that the credits are used.');
    expect(
      told({ booking: { ...booking, policy: { noticeHours: 24, lateReturn: 'once' } } }).cancellationPolicy,
    ).toContain('we return them once per package');
  });

  it("to the consultant: in their own zone, about the client, with the admin's link", () => {
    expect(told({ side: 'consultant' })).toMatchObject({
      recipientName: 'Amelia Hart',
      otherPartyName: 'Cleo Marsh',
      startsAtLocal: 'Tuesday 24 November 2026, 15:00–16:00',
      timezoneName: 'Europe/London (GMT)',
      consultationUrl: 'https://portal.example/admin/collections/consultations/b1',
    });
  });

  it("tells how near the session is from the moment it is composed, by the reader's own day", () => {
    const asOf = (now: string, side: 'client' | 'consultant' = 'client') => {
      const { startDay, timeLeft } = told({
        now: new Date(now),
        side,
        booking: { ...booking, startsAt: '2026-11-24T02:00:00.000Z', timezone: 'America/New_York' },
      });
      return [startDay, timeLeft];
    };
    // 21:00 on Monday in New York, 02:00 on Tuesday in London.
    expect(asOf('2026-11-23T02:00:00Z')).toEqual(['Tomorrow', 'In 24 hours']);
    expect(asOf('2026-11-23T12:00:00Z')).toEqual(['Today', 'In 14 hours']);
    expect(asOf('2026-11-23T12:00:00Z', 'consultant')).toEqual(['Tomorrow', 'In 14 hours']);
    expect(asOf('2026-11-24T01:00:04Z')).toEqual(['Today', 'In one hour']);
    expect(asOf('2026-11-24T01:21:00Z')).toEqual(['Today', 'In 40 minutes']);
  });

  it("falls back to the client's own zone", () => {
    expect(zoneFor({ side: 'client', booking: { ...booking, timezone: null }, client, consultant })).toBe(
      'America/New_York',
    );
  });

  it('has no link before there is one, nor after the meeting is gone', () => {
    for (const state of ['pending', 'deleted', 'failed'] as const) {
      expect(
        told({
          booking: { ...booking, meeting: { state, joinUrl: 'https://zoom.example/j/1' } } as Consultation,
        }).joinUrl,
      ).toBe('');
    }
  });

  it('promises no free cancellation that is over; at its last instant it is not', () => {
    const [last, over] = [new Date('2026-11-23T15:00:00.000Z'), new Date('2026-11-23T15:00:00.001Z')];
    expect(told({ now: last }).cancellationPolicy).toBe(
      'You can cancel without losing your credits until Monday 23 November 2026, 09:00. After that the ' +
        'credits are used.',
    );
    expect(told({ now: over }).cancellationPolicy).toBe(
      'You could cancel without losing your credits until Monday 23 November 2026, 09:00. If you cancel ' +
        'now, the credits are used.',
    );
  });

  it('names who has no name that can be seen', () => {
    const nobody = { ...client, firstName: '\u202e\u202e', lastName: '\u202e\u202e' } as Client;
    expect(told({ side: 'consultant', client: nobody }).otherPartyName).toBe('A client');
    expect(told({ client: nobody }).recipientName).toBe('there');
    expect(told({ client: { ...client, firstName: '\u202e' } as Client }).recipientName).toBe('Marsh');
    expect(told({ consultant: { ...consultant, name: '\u202e' } as Consultant }).otherPartyName).toBe(
      'Your consultant',
    );
  });

  it("tells until when it can be cancelled, in the reader's zone", () => {
    expect(told().cancellationPolicy).toContain('until Monday 23 November 2026, 09:00.');
    expect(told({ side: 'consultant' }).cancellationPolicy).toContain(
      'until Monday 23 November 2026, 15:00.',
    );
  });

  it.each([
    ['client', 'client', 'you'],
    ['client', 'consultant', 'the client'],
    ['consultant', 'consultant', 'you'],
    ['consultant', 'client', 'your consultant'],
    ['staff', 'client', 'our team'],
    ['system', 'consultant', 'our team'],
  ] as const)('cancelled by %s, told to the %s: by %s', (cancelledBy, side, words) => {
    expect(told({ side, facts: { cancelledBy } }).cancelledBy).toBe(words);
  });

  it.each([
    [
      'another time',
      { previousStartsAt: '2026-11-20T15:00:00.000Z', previousEndsAt: '2026-11-20T16:00:00.000Z' },
      '',
      'New time',
      'Friday 20 November 2026, 09:00–10:00',
    ],
    [
      'another consultant',
      { previousStartsAt: booking.startsAt, previousEndsAt: String(booking.endsAt) },
      'Kenji Tanaka',
      'New consultant',
      '',
    ],
    [
      'both',
      { previousStartsAt: '2026-11-20T15:00:00.000Z' },
      'Kenji Tanaka',
      'New time and consultant',
      'Friday 20 November 2026, 09:00–09:00',
    ],
  ])(
    'of a change to %s names what is new, and what was before',
    (_change, facts, previous, whatIsNew, previousStartsAtLocal) => {
      expect(
        told({ facts: { ...facts, rescheduledBy: 'staff' }, colleagues: { previous, next: '' } }),
      ).toMatchObject({
        whatIsNew,
        previousStartsAtLocal,
        previousConsultantName: previous,
        rescheduledBy: 'our team',
      });
    },
  );

  it('sends a consultant whose session a colleague has now to the sessions that are left', () => {
    const variables = told({
      side: 'consultant',
      facts: { cancelledBy: 'staff' },
      colleagues: { previous: '', next: 'Kenji Tanaka' },
    });
    expect(variables).toMatchObject({
      handedTo: 'Kenji Tanaka',
      cancelledBy: 'our team',
      consultationUrl: 'https://portal.example/admin/collections/consultations',
    });
  });

  it('tells the balance before and after the credits were held', () => {
    expect(told({ facts: { creditsBefore: '3', creditsAvailable: '2' } })).toMatchObject({
      creditsBefore: '3',
      creditsUsed: '1',
      creditsAvailable: '2',
    });
  });

  it('is all that the templates of a booking ask for', () => {
    const keys = [
      'rescheduled',
      'reminder-24h-client',
      'reminder-24h-consultant',
      'reminder-1h-client',
      'reminder-1h-consultant',
      'booking-confirmation-client',
      'booking-confirmation-consultant',
      'canceled-client',
      'canceled-consultant',
      'completed-client',
      'completed-consultant',
    ] as const;
    for (const key of keys) {
      const side = key.endsWith('client') ? 'client' : 'consultant';
      const variables = told({
        side,
        facts: {
          creditsAvailable: '2',
          creditEffect: 'The credit is returned.',
          cancelledBy: 'client',
          rescheduledBy: 'client',
          reason: 'Ill',
        },
      });
      expect({ key, problems: catalog[key].variables.safeParse(variables).error?.issues ?? [] }).toEqual({
        key,
        problems: [],
      });
    }
  });
});
