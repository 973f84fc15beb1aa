import { googleCalendarUrl, type LinkedEvent, outlookCalendarUrl } from './links';

const event: LinkedEvent = {
  startsAt: new Date('2027-03-04T15:00:00.500Z'),
  endsAt: new Date('2027-03-04T16:30:00Z'),
  summary: 'Strategy & plans',
  description: 'Join: https://zoom.example/j/1?pwd=a+b\nSee you',
  location: 'Online, by Zoom',
};

describe('links that add a session to a calendar', () => {
  it('fill in Google Calendar', () => {
    const url = new URL(googleCalendarUrl(event));
    expect(url.origin + url.pathname).toBe('https://calendar.google.com/calendar/render');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      action: 'TEMPLATE',
      text: event.summary,
      dates: '20270304T150000Z/20270304T163000Z',
      details: event.description,
      location: event.location,
    });
  });

  it('fill in Outlook, for work and for private accounts', () => {
    const url = new URL(outlookCalendarUrl(event));
    expect(url.origin + url.pathname).toBe('https://outlook.office.com/calendar/0/deeplink/compose');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      rru: 'addevent',
      subject: event.summary,
      startdt: '2027-03-04T15:00:00Z',
      enddt: '2027-03-04T16:30:00Z',
      body: event.description,
    });
    expect(url.search).not.toContain('+');
    expect(new URL(outlookCalendarUrl(event, 'personal')).host).toBe('outlook.live.com');
  });

  it('stay at their own site and of bounded length, whatever the text', () => {
    const hostile = `x&dates=1#"><script>\r\n\u202E${'é'.repeat(100_000)}`;
    for (const make of [googleCalendarUrl, outlookCalendarUrl]) {
      const link = make({ ...event, summary: hostile, description: hostile, location: hostile });
      expect(link).toMatch(/^https:\/\/[a-z.]+\/[\x21-\x7e]+$/);
      expect(link).not.toMatch(/["<>]|%0D|%E2%80%AE/i);
      expect(link.length).toBeLessThan(12_000);
      expect(new URL(link).searchParams.getAll('dates').length).toBeLessThanOrEqual(1);
    }
  });
});
