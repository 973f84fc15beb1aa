import { formatMoney, localMoment, localSpan, zoneName } from './zonedTime';

describe("a session's time for its reader", () => {
  it('is told in their zone', () => {
    expect(localSpan('2026-11-24T15:00Z', '2026-11-24T16:00Z', 'Europe/London')).toBe(
      'Tuesday 24 November 2026, 15:00–16:00',
    );
    expect(localSpan('2026-11-24T15:00Z', '2026-11-24T16:00Z', 'America/New_York')).toBe(
      'Tuesday 24 November 2026, 10:00–11:00',
    );
    expect(localSpan('2026-11-24T15:00Z', '2026-11-24T16:00Z', 'Asia/Kolkata')).toBe(
      'Tuesday 24 November 2026, 20:30–21:30',
    );
  });

  it('names the other day when it ends on one', () => {
    expect(localSpan('2026-11-24T14:30Z', '2026-11-24T15:30Z', 'Asia/Tokyo')).toBe(
      'Tuesday 24 November 2026, 23:30–Wednesday 00:30',
    );
  });

  it('shows the wall clock on both sides of a change', () => {
    expect(localSpan('2026-03-29T00:30Z', '2026-03-29T01:30Z', 'Europe/London')).toBe(
      'Sunday 29 March 2026, 00:30–02:30',
    );
    expect(localSpan('2026-10-25T00:30Z', '2026-10-25T01:30Z', 'Europe/London')).toBe(
      'Sunday 25 October 2026, 01:30–01:30',
    );
  });

  it('is the same from text and from a date', () => {
    expect(localMoment(new Date('2026-12-31T23:30Z'), 'Asia/Tokyo')).toBe(
      localMoment('2026-12-31T23:30:00.000Z', 'Asia/Tokyo'),
    );
    expect(localMoment('2026-12-31T23:30Z', 'Asia/Tokyo')).toBe('Friday 1 January 2027, 08:30');
  });
});

describe('the name of a zone', () => {
  it('is what it is called at that moment', () => {
    expect(zoneName('2026-01-15T12:00Z', 'America/New_York')).toBe('America/New_York (EST)');
    expect(zoneName('2026-07-15T12:00Z', 'America/New_York')).toBe('America/New_York (EDT)');
    expect(zoneName('2026-07-15T12:00Z', 'UTC')).toBe('UTC (UTC)');
  });
});

describe('money for its reader', () => {
  it.each([
    [450_000, 'usd', '$4,500.00'],
    [1, 'usd', '$0.01'],
    [0, 'eur', '€0.00'],
    [4500, 'jpy', '¥4,500'],
    [4500, 'KWD', 'KWD 4.500'],
  ])('%i minor units of %s', (minor, currency, expected) => {
    expect(formatMoney(minor, currency).replaceAll('\u00a0', ' ')).toBe(expected);
  });
});
