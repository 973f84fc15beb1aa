import { typedInstant, wallInstant, wallOf } from './wallInstant';

const at = (date: string, time: string, zone: string): string | null => {
  const instant = wallInstant({ date, time }, zone);
  return instant === null ? null : new Date(instant).toISOString();
};

describe('a wall time as an instant', () => {
  it.each([
    ['in summer', '2031-07-01', '09:15', 'Europe/London', '2031-07-01T08:15:00.000Z'],
    ['in winter', '2031-01-15', '09:15', 'America/New_York', '2031-01-15T14:15:00.000Z'],
    ['of the day before in UTC', '2031-03-04', '00:30', 'Pacific/Kiritimati', '2031-03-03T10:30:00.000Z'],
    ['before the clocks go forward', '2031-03-30', '00:45', 'Europe/London', '2031-03-30T00:45:00.000Z'],
    ['after they went forward', '2031-03-30', '02:00', 'Europe/London', '2031-03-30T01:00:00.000Z'],
    ['that is repeated: the first', '2031-10-26', '01:30', 'Europe/London', '2031-10-26T00:30:00.000Z'],
    ['after the repeated hour', '2031-10-26', '02:00', 'Europe/London', '2031-10-26T02:00:00.000Z'],
    [
      'that is repeated far west: the first',
      '2031-11-02',
      '01:15',
      'America/New_York',
      '2031-11-02T05:15:00.000Z',
    ],
    [
      'after half an hour is skipped',
      '2031-10-05',
      '02:30',
      'Australia/Lord_Howe',
      '2031-10-04T15:30:00.000Z',
    ],
  ])('%s', (_what, date, time, zone, instant) => {
    expect(at(date, time, zone)).toBe(instant);
  });
  it.each([
    ['an hour', '2031-03-30', '01:15', 'Europe/London'],
    ['an hour far west', '2031-03-09', '02:45', 'America/New_York'],
    ['half an hour', '2031-10-05', '02:15', 'Australia/Lord_Howe'],
  ])('does not exist where the clocks skip %s', (_what, date, time, zone) => {
    expect(at(date, time, zone)).toBeNull();
  });
  it('comes back as it was typed, over a year of zones', () => {
    for (const zone of ['Europe/London', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Chatham', 'UTC']) {
      for (let day = 0; day < 365; day += 1) {
        const instant = Date.UTC(2031, 0, 1, 12, 30) + day * 86_400_000;
        expect(wallInstant(wallOf(instant, zone), zone)).toBe(instant);
      }
    }
  });
});

describe('what is typed by hand', () => {
  const now = new Date('2031-03-03T08:00:00Z');
  const typed = (date: string, time: string, zone = 'Europe/London') =>
    typedInstant({ date, time }, zone, now);
  it('is an instant', () => {
    expect(typed('2031-03-04', '21:45')).toEqual({ instant: '2031-03-04T21:45:00.000Z' });
  });
  it.each([
    ['nothing', '', '', 'Say the day and the time.'],
    ['half a day', '2031-03-04', '', 'Say the day and the time.'],
    ['a year that is not finished', '0203-03-04', '10:00', 'Say the day and the time.'],
    ['a year of five digits', '20310-03-04', '10:00', 'Say the day and the time.'],
    ['a day of long ago', '2001-03-04', '10:00', 'This time has passed.'],
    ['a time that has passed', '2031-03-03', '08:00', 'This time has passed.'],
    ['no quarter hour', '2031-03-04', '09:10', 'A quarter hour, please, such as 09:15.'],
    [
      'a skipped time',
      '2031-03-30',
      '01:30',
      'There is no such time on that day: the clocks go forward over it.',
    ],
  ])('%s is told in a sentence', (_what, date, time, problem) => {
    expect(typed(date, time)).toEqual({ problem });
  });
});
