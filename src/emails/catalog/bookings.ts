import { z } from 'zod';
import { template } from './definition';
import {
  bookingSample,
  bookingVariables,
  calendarSample,
  calendarVariables,
  cancellationPolicy,
  creditsAvailable,
  creditsBefore,
  forConsultant,
  policySample,
} from './shared';
import { credits } from './variables';

export const bookings = {
  'booking-confirmation-client': template({
    key: 'booking-confirmation-client',
    audience: 'client',
    title: 'Booking confirmed (client)',
    description: 'Sent to the client when a session is booked.',
    variables: z.object({
      ...bookingVariables,
      ...calendarVariables,
      creditsUsed: credits('Credits held for this session'),
      creditsBefore,
      creditsAvailable,
      cancellationPolicy,
    }),
    sample: {
      ...bookingSample,
      ...calendarSample,
      creditsUsed: '1',
      creditsBefore: '5',
      creditsAvailable: '4',
      cancellationPolicy: policySample,
    },
    subject: 'Booked: {{sessionName}} with {{otherPartyName}}, {{startsAtLocal}}',
    preheader: '{{startsAtLocal}}, {{timezoneName}}. Everything you need for your session is inside.',
    reason: 'you booked a session with us',
    actions: ['consultationUrl', 'joinUrl'],
    calendar: true,
  }),
  'booking-confirmation-consultant': template({
    key: 'booking-confirmation-consultant',
    audience: 'consultant',
    title: 'Booking confirmed (consultant)',
    description: 'Sent to the consultant when a session is booked.',
    variables: z.object({ ...bookingVariables, ...calendarVariables }),
    sample: { ...bookingSample, ...calendarSample, ...forConsultant },
    subject: 'New booking: {{otherPartyName}}, {{startsAtLocal}}',
    preheader: '{{sessionName}} with {{otherPartyName}}, {{durationMinutes}}, {{timezoneName}}.',
    reason: 'a client booked a session with you',
    actions: ['consultationUrl', 'joinUrl'],
    calendar: true,
  }),
};
