import { localSpan, localTime, readableInstants, utcInstant, utcSpan } from './instant';

describe('times in the admin', () => {
  test('an instant is named in UTC', () => {
    expect(utcInstant('2026-11-24T14:05:00.000Z')).toBe('24 Nov 2026, 14:05 UTC');
  });

  test('an instant within a reason is named the same way, and nothing else is touched', () => {
    expect(readableInstants('It was due at 2026-11-24T14:05:00.000Z, by version 2.')).toBe(
      'It was due at 24 Nov 2026, 14:05 UTC, by version 2.',
    );
  });

  test('a session is a span on one day', () => {
    expect(utcSpan('2026-11-24T14:00:00.000Z', '2026-11-24T15:00:00.000Z')).toBe(
      'Tue, 24 Nov 2026, 14:00 – 15:00 UTC',
    );
  });

  test('the day is repeated only where it is another one', () => {
    expect(localSpan('2026-11-24T14:00:00.000Z', '2026-11-24T15:00:00.000Z', 'Europe/Vienna')).toBe(
      '3:00 – 4:00 PM, Vienna time (GMT+1)',
    );
    expect(localTime('2026-11-24T23:00:00.000Z', 'Asia/Tokyo')).toBe(
      'Wed, 25 Nov 2026, 8:00 AM, Tokyo time (GMT+9)',
    );
  });
});
