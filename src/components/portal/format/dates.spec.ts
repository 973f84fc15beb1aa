import {
  dayKey,
  formatDate,
  formatDay,
  formatTime,
  formatTimeRange,
  hourOf,
  relativeDay,
  zoneName,
} from './dates';

const instant = '2026-11-24T23:30:00Z';

describe('dates in the client’s zone', () => {
  it('shows the day and the time of the zone, not of the machine', () => {
    expect(formatDay(instant, 'Asia/Tokyo')).toBe('Wednesday, 25 November 2026');
    expect(formatDay(instant, 'America/New_York', 'short')).toBe('Tue, 24 Nov 2026');
    expect(formatDate(instant, 'Europe/Vienna')).toBe('25 Nov 2026');
    expect(formatTime(instant, 'Europe/Vienna')).toBe('12:30 AM');
  });
  it('names a half-day once when both ends share it', () => {
    expect(formatTimeRange('2026-11-24T13:30:00Z', '2026-11-24T14:30:00Z', 'UTC')).toBe('1:30 – 2:30 PM');
    expect(formatTimeRange('2026-11-24T11:30:00Z', '2026-11-24T12:30:00Z', 'UTC')).toBe(
      '11:30 AM – 12:30 PM',
    );
  });
  it('names the zone with the offset of that day, on either side of a clock change', () => {
    expect(zoneName('Europe/Vienna', '2026-07-01T00:00:00Z')).toBe('Vienna time (GMT+2)');
    expect(zoneName('Europe/Vienna', '2026-12-01T00:00:00Z')).toBe('Vienna time (GMT+1)');
    expect(zoneName('America/New_York', '2026-12-01T00:00:00Z')).toBe('New York time (GMT-5)');
    expect(zoneName('UTC', instant)).toBe('UTC');
  });
  it('groups by the calendar day of the zone', () => {
    expect(dayKey(instant, 'America/Los_Angeles')).toBe('2026-11-24');
    expect(dayKey(instant, 'Asia/Tokyo')).toBe('2026-11-25');
    expect(hourOf('2026-11-24T00:10:00Z', 'UTC')).toBe(0);
  });
  it('counts calendar days, so a session in two hours can be tomorrow', () => {
    const now = new Date('2026-11-24T22:30:00Z');
    expect(relativeDay('2026-11-25T00:30:00Z', 'UTC', now)).toBe('tomorrow');
    expect(relativeDay('2026-11-25T00:30:00Z', 'America/New_York', now)).toBe('today');
    expect(relativeDay('2026-11-20T00:30:00Z', 'UTC', now)).toBe('4 days ago');
  });
});
