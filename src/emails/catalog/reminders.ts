import { z } from 'zod';
import { template } from './definition';
import { bookingSample, bookingVariables, cancellationPolicy, forConsultant, policySample } from './shared';

const actions = ['consultationUrl', 'joinUrl'] as const;

export const reminders = {
  'reminder-24h-client': template({
    key: 'reminder-24h-client',
    audience: 'client',
    title: 'Reminder, 24 hours before (client)',
    description: 'Sent to the client a day before the session.',
    variables: z.object({ ...bookingVariables, cancellationPolicy }),
    sample: { ...bookingSample, cancellationPolicy: policySample },
    subject: 'Tomorrow: {{sessionName}} with {{otherPartyName}}',
    preheader: '{{startsAtLocal}}, {{timezoneName}}. A few minutes of preparation make the hour count.',
    reason: 'you have a session booked with us',
    actions,
  }),
  'reminder-24h-consultant': template({
    key: 'reminder-24h-consultant',
    audience: 'consultant',
    title: 'Reminder, 24 hours before (consultant)',
    description: 'Sent to the consultant a day before the session.',
    variables: z.object(bookingVariables),
    sample: { ...bookingSample, ...forConsultant },
    subject: 'Tomorrow: {{otherPartyName}}, {{startsAtLocal}}',
    preheader: '{{sessionName}}, {{durationMinutes}}, {{timezoneName}}.',
    reason: 'a client has a session booked with you',
    actions,
  }),
  'reminder-1h-client': template({
    key: 'reminder-1h-client',
    audience: 'client',
    title: 'Reminder, 1 hour before (client)',
    description: 'Sent to the client an hour before the session.',
    variables: z.object(bookingVariables),
    sample: bookingSample,
    subject: 'In one hour: {{sessionName}} with {{otherPartyName}}',
    preheader: '{{startsAtLocal}}, {{timezoneName}}. Your way in is inside.',
    reason: 'you have a session booked with us',
    actions,
  }),
  'reminder-1h-consultant': template({
    key: 'reminder-1h-consultant',
    audience: 'consultant',
    title: 'Reminder, 1 hour before (consultant)',
    description: 'Sent to the consultant an hour before the session.',
    variables: z.object(bookingVariables),
    sample: { ...bookingSample, ...forConsultant },
    subject: 'In one hour: {{otherPartyName}}, {{sessionName}}',
    preheader: '{{startsAtLocal}}, {{timezoneName}}.',
    reason: 'a client has a session booked with you',
    actions,
  }),
};
