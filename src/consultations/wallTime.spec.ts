import { Settings } from 'luxon';

import { closingOf, instantOf } from './wallTime';

describe('a wall time', () => {
  afterEach(() => {
    Settings.now = () => Date.now();
  });

  // Luxon reads a repeated time by the offset in force today, so the answer must not depend on when it is asked.
  it.each(['2026-01-15', '2026-07-15'])(
    'is nothing where the clock skips it, and the first of two where it repeats, asked on %s',
    (today) => {
      Settings.now = () => Date.parse(today);
      expect(instantOf('2026-03-29', '01:30', 'Europe/London')).toBeNull();
      expect(instantOf('2026-10-25', '01:30', 'Europe/London')?.toUTC().toISO()).toBe(
        '2026-10-25T00:30:00.000Z',
      );
      expect(instantOf('2026-04-05', '01:30', 'Australia/Lord_Howe')?.toUTC().toISO()).toBe(
        '2026-04-04T14:30:00.000Z',
      );
    },
  );

  it('24:00 is the next midnight, also on a day of 23 or 25 hours', () => {
    expect(instantOf('2026-03-29', '24:00', 'Europe/London')?.toUTC().toISO()).toBe(
      '2026-03-29T23:00:00.000Z',
    );
    expect(instantOf('2026-10-25', '24:00', 'Europe/London')?.toUTC().toISO()).toBe(
      '2026-10-26T00:00:00.000Z',
    );
  });
});

describe('the end of working hours', () => {
  it('is its wall time, or the moment the clock jumps over it', () => {
    expect(closingOf('2026-03-28', '01:30', 'Europe/London').toUTC().toISO()).toBe(
      '2026-03-28T01:30:00.000Z',
    );
    expect(closingOf('2026-03-29', '01:30', 'Europe/London').toUTC().toISO()).toBe(
      '2026-03-29T01:00:00.000Z',
    );
  });
});
