import { retryAfterSeconds } from './retryAfter';

const now = new Date('2026-12-01T23:00:00Z');
const wait = (header: string | null, message?: string) => retryAfterSeconds({ header, message, now });

describe('how long Zoom wants us to wait', () => {
  it('is the number of seconds it sends', () => {
    expect(wait('12')).toBe(12);
  });

  it('is the time to the date it sends, in either form', () => {
    expect(wait('2026-12-02T00:00:00Z')).toBe(3600);
    expect(wait('Wed, 02 Dec 2026 00:00:00 GMT')).toBe(3600);
  });

  it('is at least a second when the date has passed', () => {
    expect(wait('2026-12-01T22:00:00Z')).toBe(1);
  });

  it("lasts until midnight UTC for a host's daily limit, which comes without a header", () => {
    expect(
      wait(null, 'You have exceeded the daily rate limit (100) of Meeting Create/Update API requests'),
    ).toBe(3600);
  });

  it('is unknown otherwise', () => {
    expect(wait(null, 'You have reached the maximum per-second rate limit')).toBeUndefined();
    expect(wait('soon')).toBeUndefined();
  });
});
