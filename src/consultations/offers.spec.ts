import fc from '../../tests/support/properties';

import {
  type AvailabilityInput,
  availableSlots,
  type DateException,
  type Travel,
  type Weekday,
  zoneOn,
} from './availability';
import { bucketsOf, withBuffers } from './buckets';
import { claimsFor } from './slotClaims';

/** Ten years of generated rules, judged by what Intl says of the wall clock: another calendar than the product's. */
const ZONES = [
  'Europe/London',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/St_Johns',
  'Asia/Tokyo',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'UTC',
];
const DAYS: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
const FIRST = Date.UTC(2026, 0, 1);

const clocks = new Map<string, Intl.DateTimeFormat>();
function shown(at: number, zone: string): { date: string; wall: string } {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'short',
      hourCycle: 'h23',
    });
  clocks.set(zone, clock);
  const [date = '', wall = ''] = clock.format(at).split(', ');
  return { date, wall };
}

const pad = (value: number): string => String(value).padStart(2, '0');
const wallOf = (quarters: number): string => `${pad(Math.floor(quarters / 4))}:${pad((quarters % 4) * 15)}`;
const period = fc
  .tuple(fc.integer({ min: 0, max: 92 }), fc.integer({ min: 2, max: 48 }))
  .map(([from, length]) => ({ from: wallOf(from), to: wallOf(Math.min(from + length, 96)) }));
const dateOf = (day: number): string => new Date(FIRST + day * DAY_MS).toISOString().slice(0, 10);

const scene = fc
  .record({
    timezone: fc.constantFrom(...ZONES),
    day: fc.integer({ min: 3, max: 3650 }),
    weekly: fc.array(fc.tuple(fc.constantFrom(...DAYS), period), { minLength: 3, maxLength: 12 }),
    exceptions: fc.array(fc.tuple(fc.integer({ min: -1, max: 4 }), fc.array(period, { maxLength: 2 })), {
      maxLength: 2,
    }),
    journey: fc.option(
      fc.record({
        from: fc.integer({ min: -2, max: 3 }),
        days: fc.integer({ min: 0, max: 3 }),
        timezone: fc.constantFrom(...ZONES),
      }),
    ),
    minutes: fc.constantFrom(15, 30, 60, 90),
    buffers: fc.record({ before: fc.constantFrom(0, 15, 30), after: fc.constantFrom(0, 15, 30) }),
    noticeHours: fc.constantFrom(0, 12, 24),
    dailyLimit: fc.constantFrom(null, 1, 3),
    choices: fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
  })
  .map((given) => {
    const exceptions: DateException[] = given.exceptions.map(([offset, hours]) => ({
      date: dateOf(given.day + offset),
      hours,
    }));
    const travels: Travel[] = given.journey
      ? [
          {
            from: dateOf(given.day + given.journey.from),
            to: dateOf(given.day + given.journey.from + given.journey.days),
            timezone: given.journey.timezone,
          },
        ]
      : [];
    const from = new Date(FIRST + given.day * DAY_MS);
    const made: AvailabilityInput = {
      rules: {
        timezone: given.timezone,
        weeklyHours: given.weekly.map(([day, hours]) => ({ day, ...hours })),
        exceptions,
        travels,
        horizonDays: 60,
        dailyLimit: given.dailyLimit,
      },
      session: { minutes: given.minutes, buffers: given.buffers, minNoticeHours: given.noticeHours },
      claimed: new Set(),
      sessions: [],
      from,
      to: new Date(from.getTime() + 3 * DAY_MS),
      now: new Date(from.getTime() - 6 * 3_600_000),
    };
    return { made, choices: given.choices };
  });

const hoursOn = (date: string, { exceptions, weeklyHours }: AvailabilityInput['rules']) =>
  exceptions.find((exception) => exception.date === date)?.hours ??
  weeklyHours.filter(({ day }) => day === DAYS[new Date(`${date}T00:00Z`).getUTCDay()]);

/**
 * All of the session lies inside working hours, on the wall clock of the zone that counts its day. Hours that touch are
 * one, also at midnight; a journey divides them: no session is held in two zones.
 */
function isInsideHours(slot: { startsAt: Date; endsAt: Date }, { rules }: AvailabilityInput): boolean {
  const start = slot.startsAt.getTime();
  // By the calendar, not by 24 hours: a day may have 23.
  const home = Date.parse(shown(start, rules.timezone).date);
  const near = [-1, 0, 1].map((days) => new Date(home + days * DAY_MS).toISOString().slice(0, 10));
  return near.some((date) => {
    const zone = zoneOn(date, rules);
    const quarters = Array.from({ length: (slot.endsAt.getTime() - start) / QUARTER_MS }, (_, index) =>
      shown(start + index * QUARTER_MS, zone),
    );
    return (
      quarters[0]?.date === date &&
      quarters.every(
        (at) =>
          zoneOn(at.date, rules) === zone &&
          hoursOn(at.date, rules).some(({ from, to }) => at.wall >= from && at.wall < to),
      )
    );
  });
}

describe('what is offered, over ten years of zones, journeys and rules', () => {
  it('lies inside working hours on the wall clock, after the notice, on the quarter hour, each start once', () => {
    let offered = 0;
    fc.assert(
      fc.property(scene, ({ made }) => {
        const slots = availableSlots(made);
        offered += slots.length;
        const starts = slots.map(({ startsAt }) => startsAt.getTime());
        expect(new Set(starts).size).toBe(starts.length);
        for (const slot of slots) {
          expect(slot.startsAt.getTime() % QUARTER_MS).toBe(0);
          expect(slot.startsAt.getTime() - made.now.getTime()).toBeGreaterThanOrEqual(
            made.session.minNoticeHours * 3_600_000,
          );
          expect([slot.startsAt.toISOString(), isInsideHours(slot, made)]).toEqual([
            slot.startsAt.toISOString(),
            true,
          ]);
        }
      }),
      { numRuns: 400 },
    );
    expect(offered).toBeGreaterThan(1000);
  });

  it('stays free until claimed; accepted sessions never overlap, buffers included, nor pass the daily limit', () => {
    fc.assert(
      fc.property(scene, ({ made, choices }) => {
        const claimed = new Set<number>();
        const accepted: { startsAt: Date; endsAt: Date }[] = [];
        for (const choice of choices) {
          const slots = availableSlots({
            ...made,
            claimed,
            sessions: accepted.map(({ startsAt }) => startsAt),
          });
          const slot = slots[choice % Math.max(slots.length, 1)];
          if (!slot) break;
          const claims = claimsFor({
            ...slot,
            buffers: made.session.buffers,
            consultationId: '0'.repeat(24),
            consultantId: 'c',
            clientId: 'd',
          }).filter(({ kind }) => kind === 'consultant');
          // The unique index would refuse a second claim of a bucket.
          for (const { bucket } of claims) expect(claimed.has(bucket.getTime())).toBe(false);
          for (const { bucket } of claims) claimed.add(bucket.getTime());
          accepted.push(slot);
        }
        const blocked = accepted.flatMap((slot) =>
          bucketsOf(
            withBuffers(slot, made.session.buffers).startsAt,
            withBuffers(slot, made.session.buffers).endsAt,
          ).map((bucket) => bucket.getTime()),
        );
        expect(new Set(blocked).size).toBe(blocked.length);
        const { dailyLimit, timezone, travels } = made.rules;
        if (dailyLimit === null || travels.length > 0) return;
        const days = accepted.map(({ startsAt }) => shown(startsAt.getTime(), timezone).date);
        for (const day of days)
          expect(days.filter((other) => other === day).length).toBeLessThanOrEqual(dailyLimit);
      }),
      { numRuns: 150 },
    );
  });

  it('a skipped hour is never offered, a repeated one once, in every zone that changes its clocks', () => {
    const offset = (instant: number, zone: string): number =>
      Date.parse(`${shown(instant, zone).date}T${shown(instant, zone).wall}Z`) - instant;
    const days = Array.from({ length: 3652 }, (_, day) => FIRST + day * DAY_MS);
    const changes = ZONES.flatMap((zone) =>
      days.filter((at) => offset(at, zone) !== offset(at + DAY_MS, zone)).map((at) => ({ zone, at })),
    );
    expect(changes.length).toBeGreaterThan(100);
    for (const { zone, at } of changes) {
      const slots = availableSlots({
        rules: {
          timezone: zone,
          weeklyHours: DAYS.map((day) => ({ day, from: '00:00', to: '24:00' })),
          exceptions: [],
          travels: [],
          horizonDays: 60,
          dailyLimit: null,
        },
        session: { minutes: 30, buffers: { before: 0, after: 0 }, minNoticeHours: 0 },
        claimed: new Set(),
        sessions: [],
        from: new Date(at - DAY_MS / 2),
        to: new Date(at + 1.5 * DAY_MS),
        now: new Date(at - 2 * DAY_MS),
      });
      const walls = slots.map(
        ({ startsAt }) => `${shown(startsAt.getTime(), zone).date} ${shown(startsAt.getTime(), zone).wall}`,
      );
      expect(new Set(walls).size).toBe(walls.length);
      expect(slots.length).toBeGreaterThan(80);
    }
  });
});
