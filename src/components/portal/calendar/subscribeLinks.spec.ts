import { subscribeLinks } from './subscribeLinks';

it('a calendar link is opened by the calendar app, and by Google', () => {
  expect(subscribeLinks('https://portal.example/api/calendar/a-b_c.ics')).toEqual({
    app: 'webcal://portal.example/api/calendar/a-b_c.ics',
    google:
      'https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fportal.example%2Fapi%2Fcalendar%2Fa-b_c.ics',
  });
});
