import { credits, line, link, minutes, name, optionalLink, optionalText, text } from './variables';

/** Variables that mean the same in every template that has them. */
export const recipientName = name('How the reader is addressed, usually the first name');
const otherPartyName = name(
  'The other person of the session: the consultant for a client, the client for a consultant',
);
export const creditsAvailable = credits('Credits the client can spend now');
export const creditsBefore = credits('Credits the client could spend before');
export const timezoneName = line('The reader\'s time zone, e.g. "Europe/London (GMT)"');
export const expiresAtLocal = line("The moment the credits expire, in the reader's time zone");
export const bookUrl = link('Page on which the client books a session');
const consultationUrl = link('The session in the portal (client) or the admin (consultant)');
export const reason = optionalText('The reason that was given; may be empty');

/** Which session, and when. */
export const sessionVariables = {
  recipientName,
  otherPartyName,
  sessionName: name('Name of the session type'),
  startsAtLocal: line(
    'Start and end in the reader\'s time zone, e.g. "Tuesday 24 November 2026, 15:00–16:00"',
  ),
  timezoneName,
  consultationUrl,
};

/** Which session, when, how and where. */
export const bookingVariables = {
  ...sessionVariables,
  durationMinutes: minutes('Length of the session'),
  mode: line('How the session is held, e.g. "Online, by Zoom" or "In person"'),
  joinUrl: optionalLink('Link to join; empty while the meeting is not made, or in person'),
  location: optionalText('Address of a session in person; empty when online'),
  topic: optionalText('What the client wants to talk about; may be empty'),
};

export const calendarVariables = {
  googleCalendarUrl: link('Adds the session to Google Calendar'),
  outlookCalendarUrl: link('Adds the session to Outlook'),
};

export const cancellationPolicy = text(
  'Until when the client may cancel or move without losing the credit, as one or two sentences',
);

const portal = 'https://portal.insightserenity.example';

export const sessionSample = {
  recipientName: 'Amelia',
  otherPartyName: 'Dr Marcus Lindqvist',
  sessionName: 'Strategy session',
  startsAtLocal: 'Tuesday 24 November 2026, 15:00–16:00',
  timezoneName: 'Europe/London (GMT)',
  consultationUrl: `${portal}/consultations/6562f1c2a1b2c3d4e5f60718`,
};

export const bookingSample = {
  ...sessionSample,
  durationMinutes: '60',
  mode: 'Online, by Zoom',
  joinUrl: 'https://zoom.example/j/98765432101?pwd=Yk5qV1d4',
  location: '',
  topic: 'Entering the Nordic market: which country first, and with whom?',
};

export const calendarSample = {
  googleCalendarUrl:
    'https://calendar.google.example/render?action=TEMPLATE&text=Strategy+session' +
    '&dates=20261124T150000Z/20261124T160000Z',
  outlookCalendarUrl:
    'https://outlook.example/calendar/0/deeplink/compose?subject=Strategy+session' +
    '&startdt=2026-11-24T15%3A00%3A00Z',
};

/** The same session as its consultant sees it. */
export const forConsultant = {
  recipientName: 'Marcus',
  otherPartyName: 'Amelia Hart',
  startsAtLocal: 'Tuesday 24 November 2026, 16:00–17:00',
  timezoneName: 'Europe/Stockholm (CET)',
  consultationUrl:
    'https://portal.insightserenity.example/admin/collections/consultations/6562f1c2a1b2c3d4e5f60718',
};

export const policySample =
  'You can cancel or move the session without losing your credit until Monday 23 November 2026, 15:00.';
export const portalSample = portal;
