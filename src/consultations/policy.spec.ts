import { DateTime } from 'luxon';

import { decideOutcome, freeCancellationUntil, type OutcomeInput } from './policy';

const HOUR = 3_600_000;
const STARTS = new Date('2026-05-20T14:00:00.000Z');
const cancelled = (over: Partial<OutcomeInput> = {}) =>
  decideOutcome({
    to: 'cancelled',
    by: 'client',
    policy: { noticeHours: 24 },
    startsAt: STARTS,
    now: new Date(STARTS.getTime() - 24 * HOUR),
    ...over,
  });

describe('a client who cancels', () => {
  it.each([
    ['a millisecond before the edge', -1, 'returned', 'client-cancelled-in-time'],
    ['at the very edge', 0, 'returned', 'client-cancelled-in-time'],
    ['a millisecond after it', 1, 'consumed', 'client-cancelled-late'],
  ])('%s', (_when, late, credits, rule) => {
    expect(cancelled({ now: new Date(STARTS.getTime() - 24 * HOUR + late) })).toMatchObject({
      status: 'cancelled',
      credits,
      rule,
      ourFault: false,
    });
  });

  it('is judged by the notice frozen on the booking', () => {
    const now = new Date(STARTS.getTime() - 30 * HOUR);
    expect(cancelled({ now, policy: { noticeHours: 48 } }).credits).toBe('consumed');
    expect(cancelled({ now, policy: { noticeHours: 24 } }).credits).toBe('returned');
  });

  it('may do so until the start where the notice is nothing', () => {
    expect(cancelled({ policy: { noticeHours: 0 }, now: STARTS }).credits).toBe('returned');
    expect(cancelled({ policy: { noticeHours: 0 }, now: new Date(STARTS.getTime() + 1) }).credits).toBe(
      'consumed',
    );
  });

  it.each([
    [
      'never had a late return of this package',
      { lateReturn: 'once', hasReturnedLate: false },
      1,
      'returned',
      'client-cancelled-late-once',
    ],
    ['had one before', { lateReturn: 'once', hasReturnedLate: true }, 1, 'consumed', 'client-cancelled-late'],
    ['of whom nobody has looked', { lateReturn: 'once' }, 1, 'consumed', 'client-cancelled-late'],
    [
      'where it is not given',
      { lateReturn: 'never', hasReturnedLate: false },
      1,
      'consumed',
      'client-cancelled-late',
    ],
    [
      'where the booking says nothing of it',
      { hasReturnedLate: false },
      1,
      'consumed',
      'client-cancelled-late',
    ],
    ['in time', { lateReturn: 'once', hasReturnedLate: false }, 0, 'returned', 'client-cancelled-in-time'],
    [
      'once the session has begun',
      { lateReturn: 'once', hasReturnedLate: false },
      24 * HOUR,
      'consumed',
      'client-cancelled-late',
    ],
  ] as const)(
    'late, who %s',
    (
      _who,
      { hasReturnedLate, lateReturn }: { lateReturn?: 'never' | 'once'; hasReturnedLate?: boolean },
      late,
      credits,
      rule,
    ) => {
      const now = new Date(STARTS.getTime() - 24 * HOUR + late);
      expect(cancelled({ now, policy: { noticeHours: 24, lateReturn }, hasReturnedLate })).toMatchObject({
        credits,
        rule,
      });
    },
  );

  it('reads in the explanation how long the notice was', () => {
    expect(cancelled({ policy: { noticeHours: 48 } }).explanation).toContain('48 hours');
  });
});

describe('the notice across a clock change', () => {
  it.each([
    ['Europe/London', '2026-03-29T15:00', '2026-03-28T14:00'],
    ['Europe/London', '2026-10-25T15:00', '2026-10-24T16:00'],
    ['America/New_York', '2026-03-08T15:00', '2026-03-07T14:00'],
    ['America/New_York', '2026-11-01T15:00', '2026-10-31T16:00'],
  ])('counts real hours: in %s a session at %s is free to cancel until %s', (zone, start, until) => {
    const startsAt = DateTime.fromISO(start, { zone }).toJSDate();
    const edge = freeCancellationUntil(startsAt, { noticeHours: 24 });
    expect(DateTime.fromJSDate(edge, { zone }).toFormat("yyyy-MM-dd'T'HH:mm")).toBe(until);
    // The same instant, whichever zone it is looked at from.
    expect(cancelled({ startsAt, now: edge }).credits).toBe('returned');
    expect(cancelled({ startsAt, now: new Date(edge.getTime() + 1) }).credits).toBe('consumed');
  });
});

describe('every ending has its effect on the credits', () => {
  const late = { now: STARTS };
  it.each([
    ['completed', 'staff', 'consumed', false],
    ['client_no_show', 'consultant', 'consumed', false],
    ['consultant_no_show', 'staff', 'returned', true],
    ['technical_failure', 'system', 'returned', true],
    ['cancelled', 'consultant', 'returned', true],
    ['cancelled', 'staff', 'returned', false],
    ['cancelled', 'client', 'consumed', false],
  ] as const)('%s by %s: %s', (to, by, credits, ourFault) => {
    const outcome = cancelled({ to, by, ...late });
    expect(outcome).toMatchObject({ status: to, credits, ourFault });
    expect(outcome.rule).toMatch(/^[a-z-]+$/);
    expect(outcome.explanation).toMatch(/\.$/);
  });

  it('and what is no ending has none', () => {
    expect(() => cancelled({ to: 'in_progress' })).toThrow('not an ending');
    expect(() => cancelled({ to: 'booked' })).toThrow('not an ending');
  });
});
