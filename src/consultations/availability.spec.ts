import fc from '../../tests/support/properties';
import { DateTime } from 'luxon';

import {
  type AvailabilityInput,
  type AvailabilityRules,
  availableSlots,
  type DateException,
  isOffered,
  type SessionShape,
  type Weekday,
  type WorkingHours,
} from './availability';
import { bucketsOf } from './buckets';

const HOUR = 3_600_000;
const DAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const everyDay = (from: string, to: string): WorkingHours[] => DAYS.map((day) => ({ day, from, to }));
const HOUR_SESSION: SessionShape = { minutes: 60, buffers: { before: 0, after: 0 }, minNoticeHours: 0 };

type Over = Partial<Omit<AvailabilityInput, 'rules' | 'session'>> & {
  rules?: Partial<AvailabilityRules>;
  session?: Partial<SessionShape>;
};

/** One calendar day in the consultant's zone, asked for long before. */
function input(zone: string, date: string, { rules, session, ...over }: Over = {}): AvailabilityInput {
  const day = DateTime.fromISO(date, { zone }).startOf('day');
  return {
    rules: {
      timezone: zone,
      weeklyHours: everyDay('09:00', '12:00'),
      exceptions: [],
      travels: [],
      horizonDays: 60,
      dailyLimit: null,
      ...rules,
    },
    session: { ...HOUR_SESSION, ...session },
    claimed: new Set(),
    sessions: [],
    from: day.toJSDate(),
    to: day.plus({ days: 1 }).startOf('day').toJSDate(),
    now: day.minus({ days: 20 }).toJSDate(),
    ...over,
  };
}

const startsOf = (given: AvailabilityInput): string[] =>
  availableSlots(given).map((slot) => slot.startsAt.toISOString().slice(0, 16));
const wallOf = (given: AvailabilityInput): string[] =>
  availableSlots(given).map((slot) =>
    DateTime.fromJSDate(slot.startsAt, { zone: given.rules.timezone }).toFormat('HH:mm'),
  );
const hours = (from: string, to: string): Over => ({ rules: { weeklyHours: everyDay(from, to) } });

describe('working hours', () => {
  it('offer every half hour from which the session still fits', () => {
    expect(wallOf(input('Europe/London', '2026-05-20'))).toEqual([
      '09:00',
      '09:30',
      '10:00',
      '10:30',
      '11:00',
    ]);
    expect(wallOf(input('Europe/London', '2026-05-20', { session: { minutes: 90 } }))).toEqual([
      '09:00',
      '09:30',
      '10:00',
      '10:30',
    ]);
    expect(startsOf(input('Europe/London', '2026-05-20', { session: { minutes: 240 } }))).toEqual([]);
  });

  it("are those of the weekday in the consultant's zone, not in UTC", () => {
    const rules = { weeklyHours: [{ day: 'mon', from: '08:00', to: '09:00' }] as WorkingHours[] };
    // Monday 08:00 in Tokyo is Sunday 23:00 in London.
    expect(startsOf(input('Asia/Tokyo', '2026-05-18', { rules }))).toEqual(['2026-05-17T23:00']);
    expect(startsOf(input('Asia/Tokyo', '2026-05-17', { rules }))).toEqual([]);
  });

  it('that overlap offer a start once', () => {
    const rules = { weeklyHours: [...everyDay('09:00', '11:00'), ...everyDay('10:00', '12:00')] };
    expect(wallOf(input('Europe/London', '2026-05-20', { rules }))).toEqual([
      '09:00',
      '09:30',
      '10:00',
      '10:30',
      '11:00',
    ]);
  });

  it('with a break are two periods; no session reaches over the break', () => {
    const rules = { weeklyHours: [...everyDay('13:30', '15:00'), ...everyDay('09:00', '10:30')] };
    expect(wallOf(input('Europe/London', '2026-05-20', { rules }))).toEqual([
      '09:00',
      '09:30',
      '13:30',
      '14:00',
    ]);
  });

  it('may open at any quarter hour; a start off the quarter hour is not offered', () => {
    expect(wallOf(input('Europe/London', '2026-05-20', hours('09:15', '11:15')))).toEqual([
      '09:15',
      '09:45',
      '10:15',
    ]);
    expect(wallOf(input('Europe/London', '2026-05-20', hours('09:10', '12:00')))).toEqual([]);
  });
});

describe('zones off the full hour', () => {
  it('Asia/Kolkata, half an hour: 09:00 is 03:30 UTC', () => {
    expect(startsOf(input('Asia/Kolkata', '2026-05-20', hours('09:00', '10:30')))).toEqual([
      '2026-05-20T03:30',
      '2026-05-20T04:00',
    ]);
  });

  it('Asia/Kathmandu, a quarter: 09:00 is 03:15 UTC', () => {
    expect(startsOf(input('Asia/Kathmandu', '2026-05-20', hours('09:00', '10:00')))).toEqual([
      '2026-05-20T03:15',
    ]);
  });

  it('Australia/Lord_Howe, which moves its clocks by half an hour: 09:00 in summer and in winter', () => {
    expect(startsOf(input('Australia/Lord_Howe', '2026-01-15', hours('09:00', '10:00')))).toEqual([
      '2026-01-14T22:00',
    ]);
    expect(startsOf(input('Australia/Lord_Howe', '2026-06-15', hours('09:00', '10:00')))).toEqual([
      '2026-06-14T22:30',
    ]);
  });
});

describe('a clock change', () => {
  it.each([
    ['Europe/London', '2026-03-28', '2026-03-29', '09:00', '08:00'],
    ['Europe/London', '2026-10-24', '2026-10-25', '08:00', '09:00'],
    ['America/New_York', '2026-03-07', '2026-03-08', '14:00', '13:00'],
    ['America/New_York', '2026-10-31', '2026-11-01', '13:00', '14:00'],
  ])(
    'in %s leaves 09:00 at 09:00: %s and the day after in UTC',
    (zone, before, after, utcBefore, utcAfter) => {
      expect(startsOf(input(zone, before))[0]).toBe(`${before}T${utcBefore}`);
      expect(startsOf(input(zone, after))[0]).toBe(`${after}T${utcAfter}`);
    },
  );

  it.each([
    ['Europe/London', '2026-03-29', ['00:30', '02:00'], hours('00:30', '03:00')],
    [
      'America/New_York',
      '2026-03-08',
      ['01:00', '01:30', '03:00', '03:30'],
      { ...hours('01:00', '04:00'), session: { minutes: 30 } },
    ],
  ])('in spring: in %s the skipped hour offers nothing', (zone, date, expected, over) => {
    expect(wallOf(input(zone, date, over))).toEqual(expected);
  });

  it('in spring: hours that end inside the skipped hour end where it begins', () => {
    // 01:30 does not exist on that day: the period closes at 01:00, which is 02:00.
    expect(
      wallOf(input('Europe/London', '2026-03-29', { ...hours('00:00', '01:30'), session: { minutes: 30 } })),
    ).toEqual(['00:00', '00:30']);
    expect(
      wallOf(input('Europe/London', '2026-03-29', { ...hours('00:00', '01:30'), session: { minutes: 90 } })),
    ).toEqual([]);
  });

  it('in spring: hours wholly inside the skipped hour offer nothing', () => {
    expect(
      wallOf(input('Europe/London', '2026-03-29', { ...hours('01:00', '01:30'), session: { minutes: 15 } })),
    ).toEqual([]);
  });

  it('in autumn: a repeated time is offered once, the first time', () => {
    expect(
      startsOf(
        input('Europe/London', '2026-10-25', { ...hours('01:00', '02:00'), session: { minutes: 30 } }),
      ),
    ).toEqual(['2026-10-25T00:00', '2026-10-25T00:30']);
    expect(
      startsOf(
        input('America/New_York', '2026-11-01', { ...hours('01:00', '02:00'), session: { minutes: 30 } }),
      ),
    ).toEqual(['2026-11-01T05:00', '2026-11-01T05:30']);
  });

  it('in autumn: a session over the repeated hour lasts as long as it says', () => {
    const [slot] = availableSlots(
      input('Europe/London', '2026-10-25', { ...hours('01:00', '03:00'), session: { minutes: 90 } }),
    );
    expect(slot && slot.endsAt.getTime() - slot.startsAt.getTime()).toBe(1.5 * HOUR);
  });

  it('of half an hour, at Lord Howe: half an hour is skipped in spring, and repeated once in autumn', () => {
    const half = { ...hours('01:00', '03:00'), session: { minutes: 30 } };
    expect(wallOf(input('Australia/Lord_Howe', '2026-10-04', half))).toEqual(['01:00', '01:30', '02:30']);
    expect(startsOf(input('Australia/Lord_Howe', '2026-04-05', half))).toEqual([
      '2026-04-04T14:00',
      '2026-04-04T14:30',
      '2026-04-04T15:30',
      '2026-04-04T16:00',
    ]);
  });

  it('at midnight, in Cairo: the day that begins at 01:00 is offered from 01:00', () => {
    expect(
      wallOf(input('Africa/Cairo', '2026-04-24', { ...hours('00:00', '02:00'), session: { minutes: 30 } })),
    ).toEqual(['01:00', '01:30']);
  });
});

describe("midnight and the year's end", () => {
  it('hours to 24:00 reach midnight and not beyond', () => {
    expect(wallOf(input('Europe/London', '2026-05-20', hours('22:00', '24:00')))).toEqual([
      '22:00',
      '22:30',
      '23:00',
    ]);
  });

  it('hours from 00:00 begin the day', () => {
    expect(startsOf(input('Europe/London', '2026-01-15', hours('00:00', '01:00')))).toEqual([
      '2026-01-15T00:00',
    ]);
  });

  it('the thirty-first of December and the first of January are two days', () => {
    const from = new Date('2026-12-31T00:00Z');
    const to = new Date('2027-01-02T00:00Z');
    expect(startsOf(input('Europe/London', '2026-12-31', { ...hours('23:00', '24:00'), from, to }))).toEqual([
      '2026-12-31T23:00',
      '2027-01-01T23:00',
    ]);
  });
});

describe('exceptions', () => {
  const on = (date: string, exceptions: DateException[]): string[] =>
    wallOf(input('Europe/London', date, { rules: { exceptions } }));

  it('take a day off', () => {
    expect(on('2026-05-20', [{ date: '2026-05-20', hours: [] }])).toEqual([]);
    expect(on('2026-05-21', [{ date: '2026-05-20', hours: [] }])).toHaveLength(5);
  });

  it('replace the hours of a day, also of one that is off by the week', () => {
    const exceptions = [{ date: '2026-05-23', hours: [{ from: '18:00', to: '19:30' }] }];
    expect(on('2026-05-23', exceptions)).toEqual(['18:00', '18:30']);
    const weekdaysOnly = { weeklyHours: [], exceptions };
    expect(wallOf(input('Europe/London', '2026-05-23', { rules: weekdaysOnly }))).toEqual(['18:00', '18:30']);
  });
});

describe('what is taken', () => {
  const claimed = new Set(
    bucketsOf(new Date('2026-01-15T10:00Z'), new Date('2026-01-15T11:00Z')).map((bucket) => bucket.getTime()),
  );

  it('is not offered, nor what would overlap it', () => {
    expect(wallOf(input('Europe/London', '2026-01-15', { claimed }))).toEqual(['09:00', '11:00']);
  });

  it('keeps its distance by the buffers of the new session', () => {
    expect(
      wallOf(
        input('Europe/London', '2026-01-15', { claimed, session: { buffers: { before: 0, after: 15 } } }),
      ),
    ).toEqual(['11:00']);
    expect(
      wallOf(
        input('Europe/London', '2026-01-15', { claimed, session: { buffers: { before: 15, after: 0 } } }),
      ),
    ).toEqual(['09:00']);
  });

  it("does not let a buffer make a day's first or last session impossible: it may lie outside working hours", () => {
    expect(
      wallOf(input('Europe/London', '2026-01-15', { session: { buffers: { before: 60, after: 60 } } })),
    ).toHaveLength(5);
  });
});

describe('notice, horizon and limit', () => {
  const now = new Date('2026-01-14T21:30Z');

  it('the notice counts from now; its very edge is offered', () => {
    expect(wallOf(input('Europe/London', '2026-01-15', { now, session: { minNoticeHours: 12 } }))[0]).toBe(
      '09:30',
    );
    const justAfter = new Date(now.getTime() + 1);
    expect(
      wallOf(input('Europe/London', '2026-01-15', { now: justAfter, session: { minNoticeHours: 12 } }))[0],
    ).toBe('10:00');
  });

  it('the past is never offered', () => {
    expect(startsOf(input('Europe/London', '2026-01-15', { now: new Date('2026-01-15T10:01Z') }))).toEqual([
      '2026-01-15T10:30',
      '2026-01-15T11:00',
    ]);
  });

  it('the horizon ends the offer, exclusively', () => {
    expect(
      wallOf(
        input('Europe/London', '2026-01-15', {
          now: new Date('2026-01-13T10:00Z'),
          rules: { horizonDays: 2 },
        }),
      ),
    ).toEqual(['09:00', '09:30']);
  });

  it("the daily limit counts sessions of the consultant's calendar day", () => {
    const sessions = [new Date('2026-05-19T23:30Z'), new Date('2026-05-20T22:30Z')];
    const limited = (dailyLimit: number, date: string): number =>
      startsOf(input('Europe/London', date, { sessions, rules: { dailyLimit } })).length;
    // 23:30 UTC is half past midnight of the 20th in London.
    expect(limited(2, '2026-05-20')).toBe(0);
    expect(limited(3, '2026-05-20')).toBe(5);
    expect(limited(1, '2026-05-19')).toBe(5);
  });
});

describe('whether a start is offered', () => {
  it('agrees with the list', () => {
    const { from, to, ...rest } = input('Europe/London', '2026-03-29', { ...hours('00:00', '04:00') });
    const listed = availableSlots({ ...rest, from, to }).map((slot) => slot.startsAt.getTime());
    for (let at = from.getTime(); at < to.getTime(); at += 15 * 60_000) {
      expect(isOffered(new Date(at), rest)).toBe(listed.includes(at));
    }
  });
});

describe('periods that touch', () => {
  const at = (weeklyHours: WorkingHours[], from: string, to: string) =>
    availableSlots({
      rules: { timezone: 'UTC', weeklyHours, exceptions: [], travels: [], horizonDays: 60, dailyLimit: null },
      session: { minutes: 60, buffers: { before: 0, after: 0 }, minNoticeHours: 0 },
      claimed: new Set(),
      sessions: [],
      from: new Date(from),
      to: new Date(to),
      now: new Date('2026-11-01T00:00:00Z'),
    }).map(({ startsAt }) => startsAt.toISOString().slice(11, 16));

  it('are one: a session may run across where they meet', () => {
    const hours = [...everyDay('09:00', '12:00'), ...everyDay('12:00', '15:00')];
    expect(at(hours, '2026-11-03T11:00:00Z', '2026-11-03T13:00:00Z')).toEqual([
      '11:00',
      '11:30',
      '12:00',
      '12:30',
    ]);
  });

  it('and at midnight, into the next day', () => {
    const hours = [...everyDay('20:00', '24:00'), ...everyDay('00:00', '03:00')];
    expect(at(hours, '2026-11-03T22:30:00Z', '2026-11-04T01:00:00Z')).toEqual([
      ...['22:30', '23:00', '23:30'],
      ...['00:00', '00:30'],
    ]);
  });
});

describe('for any zone, hours and day', () => {
  const zone = fc.constantFrom(
    'Europe/London',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'America/St_Johns',
    'Asia/Tokyo',
    'Pacific/Apia',
    'UTC',
  );
  const quarter = fc.integer({ min: 0, max: 95 });
  const pad = (value: number): string => String(value).padStart(2, '0');
  const wall = (quarters: number): string => `${pad(Math.floor(quarters / 4))}:${pad((quarters % 4) * 15)}`;
  const period = fc
    .tuple(quarter, fc.integer({ min: 1, max: 48 }))
    .map(([from, length]) => ({ from, to: Math.min(from + length, 96) }));
  const scene = fc.record({
    zone,
    periods: fc.array(period, { minLength: 1, maxLength: 3 }),
    // Any day, and more often those around the clock changes of London, New York, Cairo and Lord Howe.
    day: fc.oneof(
      fc.integer({ min: 0, max: 364 }),
      fc.constantFrom(65, 66, 86, 87, 93, 94, 112, 113, 275, 276, 296, 297, 301, 302, 303, 304),
    ),
    minutes: fc.constantFrom(15, 30, 60, 90, 180),
    taken: fc.array(fc.integer({ min: 0, max: 2 * 96 }), { maxLength: 20 }),
    buffers: fc.record({ before: fc.constantFrom(0, 15), after: fc.constantFrom(0, 15, 30) }),
  });

  function madeOf({
    zone: timezone,
    periods,
    day,
    minutes,
    taken,
    buffers,
  }: typeof scene extends fc.Arbitrary<infer T> ? T : never): AvailabilityInput {
    const from = DateTime.fromISO('2026-01-01', { zone: timezone }).plus({ days: day }).startOf('day');
    return {
      rules: {
        timezone,
        weeklyHours: periods.flatMap((given) => everyDay(wall(given.from), wall(given.to))),
        exceptions: [],
        travels: [],
        horizonDays: 60,
        dailyLimit: null,
      },
      session: { minutes, buffers, minNoticeHours: 0 },
      claimed: new Set(
        taken.map((bucket) => Math.floor(from.toMillis() / 900_000) * 900_000 + bucket * 900_000),
      ),
      sessions: [],
      from: from.toJSDate(),
      to: from.plus({ days: 2 }).startOf('day').toJSDate(),
      now: from.minus({ days: 2 }).toJSDate(),
    };
  }

  /** Each quarter hour of the slot lies within the hours on the wall clock. Time that repeats counts once. */
  function liesInHours(slot: { startsAt: Date; endsAt: Date }, { rules }: AvailabilityInput): boolean {
    const times: DateTime[] = [];
    for (let at = slot.startsAt.getTime(); at < slot.endsAt.getTime(); at += 15 * 60_000)
      times.push(DateTime.fromMillis(at, { zone: rules.timezone }));
    const shown = times
      .filter((at) => at.toMillis() === at.getPossibleOffsets()[0]?.toMillis())
      .map((at) => at.toFormat('HH:mm'));
    return shown.every((wallTime) =>
      rules.weeklyHours.some(({ from, to }) => wallTime >= from && wallTime < to),
    );
  }

  it('no slot leaves the working hours on the wall clock', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const made = madeOf(given);
        for (const slot of availableSlots(made)) expect(liesInHours(slot, made)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('no start is offered twice, as an instant or on the wall of one day; all in order, on the quarter hour', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const made = madeOf(given);
        const slots = availableSlots(made);
        const starts = slots.map((slot) => slot.startsAt.getTime());
        const shown = slots.map((slot) =>
          DateTime.fromJSDate(slot.startsAt, { zone: made.rules.timezone }).toFormat("yyyy-MM-dd'T'HH:mm"),
        );
        expect(new Set(shown).size).toBe(slots.length);
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
        for (const slot of slots) {
          expect(slot.startsAt.getTime() % 900_000).toBe(0);
          expect(slot.endsAt.getTime() - slot.startsAt.getTime()).toBe(given.minutes * 60_000);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('no slot touches a claimed quarter hour, its own buffers included', () => {
    fc.assert(
      fc.property(scene, (given) => {
        const made = madeOf(given);
        for (const slot of availableSlots(made)) {
          const from = new Date(slot.startsAt.getTime() - given.buffers.before * 60_000);
          const to = new Date(slot.endsAt.getTime() + given.buffers.after * 60_000);
          expect(bucketsOf(from, to).some((bucket) => made.claimed.has(bucket.getTime()))).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });
});
