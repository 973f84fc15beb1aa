import { z } from 'zod';
import { template } from './definition';
import { bookingSample, bookingVariables, cancellationPolicy, forConsultant, policySample } from './shared';
import { line } from './variables';

const actions = ['consultationUrl', 'joinUrl'] as const;

/** How near the session is, said when the mail is sent: a reminder that comes late is true all the same. */
const startDay = line(
  'The day of the session as the reader calls it when the mail is sent: "Tomorrow", "Today", else ' +
    '"Tuesday 24 November"',
);
const timeLeft = line(
  'The time until the session when the mail is sent, e.g. "In one hour" or "In 40 minutes"',
);

export const reminders = {
  'reminder-24h-client': template({
    key: 'reminder-24h-client',
    audience: 'client',
    title: 'Reminder, 24 hours before (client)',
    description: 'Sent to the client a day before the session.',
    variables: z.object({ ...bookingVariables, startDay, cancellationPolicy }),
    sample: { ...bookingSample, startDay: 'Tomorrow', cancellationPolicy: policySample },
    subject: '{{startDay}}: {{sessionName}} with {{otherPartyName}}',
    preheader: '{{startsAtLocal}}, {{timezoneName}}. A few minutes of preparation make the hour count.',
    reason: 'you have a session booked with us',
    actions,
  }),
  'reminder-24h-consultant': template({
    key: 'reminder-24h-consultant',
    audience: 'consultant',
    title: 'Reminder, 24 hours before (consultant)',
    description: 'Sent to the consultant a day before the session.',
    variables: z.object({ ...bookingVariables, startDay }),
    sample: { ...bookingSample, ...forConsultant, startDay: 'Tomorrow' },
    subject: '{{startDay}}: {{otherPartyName}}, {{startsAtLocal}}',
    preheader: '{{sessionName}}, {{durationMinutes}}, {{timezoneName}}.',
    reason: 'a client has a session booked with you',
    actions,
  }),
  'reminder-1h-client': template({
    key: 'reminder-1h-client',
    audience: 'client',
    title: 'Reminder, 1 hour before (client)',
    description: 'Sent to the client an hour before the session.',
    variables: z.object({ ...bookingVariables, timeLeft }),
    sample: { ...bookingSample, timeLeft: 'In one hour' },
    subject: '{{timeLeft}}: {{sessionName}} with {{otherPartyName}}',
    preheader: '{{startsAtLocal}}, {{timezoneName}}. Your way in is inside.',
    reason: 'you have a session booked with us',
    actions,
  }),
  'reminder-1h-consultant': template({
    key: 'reminder-1h-consultant',
    audience: 'consultant',
    title: 'Reminder, 1 hour before (consultant)',
    description: 'Sent to the consultant an hour before the session.',
    variables: z.object({ ...bookingVariables, timeLeft }),
    sample: { ...bookingSample, ...forConsultant, timeLeft: 'In one hour' },
    subject: '{{timeLeft}}: {{otherPartyName}}, {{sessionName}}',
    preheader: '{{startsAtLocal}}, {{timezoneName}}.',
    reason: 'a client has a session booked with you',
    actions,
  }),
};
