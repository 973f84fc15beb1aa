import { z } from 'zod';
import { template } from './definition';
import {
  bookingSample,
  bookingVariables,
  calendarSample,
  calendarVariables,
  creditsAvailable,
  creditsBefore,
  forConsultant,
  portalSample,
  reason,
  sessionSample,
  sessionVariables,
} from './shared';
import { line, link, name, optionalName, optionalText, text } from './variables';

const cancellation = {
  ...sessionVariables,
  cancelledBy: name('Who cancelled, e.g. "you" or a name'),
  reason,
  creditEffect: text('What happens to the credit, as one sentence'),
};

export const changes = {
  'canceled-client': template({
    key: 'canceled-client',
    audience: 'client',
    title: 'Session cancelled (client)',
    description: 'Sent to the client when a session is cancelled, by whomever.',
    variables: z.object({
      ...cancellation,
      creditsBefore,
      creditsAvailable,
      bookAgainUrl: link('Page on which the client books another time'),
    }),
    sample: {
      ...sessionSample,
      cancelledBy: 'Dr Marcus Lindqvist',
      reason: 'I am unwell and would not do your questions justice.',
      creditEffect: 'Your 1 credit has been returned.',
      creditsBefore: '4',
      creditsAvailable: '5',
      bookAgainUrl: `${portalSample}/book`,
    },
    subject: 'Cancelled: {{sessionName}}, {{startsAtLocal}}',
    preheader: '{{creditEffect}} You can book another time whenever it suits you.',
    reason: 'a session of yours was cancelled',
    actions: ['bookAgainUrl'],
    calendar: true,
  }),
  'canceled-consultant': template({
    key: 'canceled-consultant',
    audience: 'consultant',
    title: 'Session cancelled (consultant)',
    description: 'Sent to the consultant when a session is cancelled, by whomever, or handed to a colleague.',
    variables: z.object({
      ...cancellation,
      handedTo: optionalName('The colleague who holds the session now; empty when it will not take place'),
    }),
    sample: {
      ...sessionSample,
      ...forConsultant,
      cancelledBy: 'Amelia Hart',
      reason: 'Our board meeting was moved to the same afternoon.',
      creditEffect: "The client's 1 credit has been returned.",
    },
    subject:
      '{{#if handedTo}}Handed over{{/if}}{{#unless handedTo}}Cancelled{{/unless}}: {{otherPartyName}}, ' +
      '{{startsAtLocal}}',
    preheader:
      '{{sessionName}} with {{otherPartyName}} leaves your calendar. The time is open for others again.',
    reason: 'a session with you was cancelled or handed to a colleague',
    actions: ['consultationUrl'],
    calendar: true,
  }),
  rescheduled: template({
    key: 'rescheduled',
    audience: 'both',
    title: 'Session moved',
    description:
      'Sent to client and consultant when a session gets another time, and to the client when it gets ' +
      'another consultant.',
    variables: z.object({
      ...bookingVariables,
      ...calendarVariables,
      whatIsNew: line('"New time", "New consultant" or "New time and consultant"'),
      previousStartsAtLocal: optionalText(
        "The time that no longer holds, in the reader's time zone; empty when only the consultant is another",
      ),
      previousConsultantName: optionalName(
        'The consultant who held the session before; empty when only the time is another',
      ),
      rescheduledBy: name('Who moved it, e.g. "you" or a name'),
      reason,
    }),
    sample: {
      ...bookingSample,
      ...calendarSample,
      startsAtLocal: 'Thursday 26 November 2026, 10:30–11:30',
      whatIsNew: 'New time',
      previousStartsAtLocal: 'Tuesday 24 November 2026, 15:00–16:00',
      previousConsultantName: '',
      rescheduledBy: 'Dr Marcus Lindqvist',
      reason: 'My flight was moved to Tuesday afternoon.',
    },
    subject: '{{whatIsNew}}: {{sessionName}} with {{otherPartyName}}, {{startsAtLocal}}',
    preheader: '{{startsAtLocal}}, {{timezoneName}}, with {{otherPartyName}}. Nothing else changes.',
    reason: 'a session of yours was changed',
    actions: ['consultationUrl', 'joinUrl'],
    calendar: true,
  }),
};
