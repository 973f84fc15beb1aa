import { calendarLinks } from './calendarLinks';

const session = {
  startsAt: '2026-11-24T14:30:00.000Z',
  endsAt: '2026-11-24T15:30:00.000Z',
  typeName: 'Strategy & focus',
  consultantName: 'Ada Ward',
  location: null,
  meeting: { state: 'ready', joinUrl: 'https://zoom.us/j/1?pwd=a&b', passcode: null },
} as const;

describe('links to put a session into a calendar', () => {
  it('carry the instants in UTC and texts that cannot break out of their place', () => {
    const google = new URL(calendarLinks(session).google);
    expect(google.searchParams.get('dates')).toBe('20261124T143000Z/20261124T153000Z');
    expect(google.searchParams.get('text')).toBe('Strategy & focus with Ada Ward');
    expect(google.searchParams.get('location')).toBe('https://zoom.us/j/1?pwd=a&b');
    const outlook = new URL(calendarLinks(session).outlook);
    expect(outlook.searchParams.get('startdt')).toBe('2026-11-24T14:30:00.000Z');
    expect(outlook.searchParams.get('location')).toBe('https://zoom.us/j/1?pwd=a&b');
  });
  it('name the place of a session in person', () => {
    const there = { ...session, location: '1 Harbour Street', meeting: { state: 'none', joinUrl: null, passcode: null } } as const;
    expect(new URL(calendarLinks(there).google).searchParams.get('location')).toBe('1 Harbour Street');
  });
});
