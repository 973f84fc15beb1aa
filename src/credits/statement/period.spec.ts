import { periodOf } from './period';

const now = new Date('2026-11-22T12:00:00Z');

describe('the period of a statement', () => {
  it('takes days as days of the client, the last one whole', () => {
    expect(periodOf({ from: '2026-10-01', to: '2026-10-31' }, 'America/New_York', now)).toEqual({
      from: new Date('2026-10-01T04:00:00Z'),
      to: new Date('2026-11-01T04:00:00Z'),
    });
  });

  it('follows a change of the clocks', () => {
    expect(periodOf({ from: '2026-11-01', to: '2026-11-01' }, 'America/New_York', now)).toEqual({
      from: new Date('2026-11-01T04:00:00Z'),
      to: new Date('2026-11-02T05:00:00Z'),
    });
  });

  it('ends now at the latest', () => {
    expect(periodOf({ from: '2026-11-01', to: '2026-11-30' }, 'UTC', now)?.to).toEqual(now);
    expect(periodOf({ from: '2026-11-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }, 'UTC', now)?.to).toEqual(
      now,
    );
  });

  it('is none when it is empty or to come', () => {
    expect(periodOf({ from: '2026-11-10', to: '2026-11-09' }, 'UTC', now)).toBeNull();
    expect(periodOf({ from: '2026-11-23', to: '2026-11-30' }, 'UTC', now)).toBeNull();
    expect(periodOf({ from: '2026-11-01T00:00:00Z', to: '2026-11-01T00:00:00Z' }, 'UTC', now)).toBeNull();
  });
});
