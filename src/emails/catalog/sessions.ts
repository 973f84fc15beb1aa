import { z } from 'zod';
import { template } from './definition';
import {
  bookUrl,
  creditsAvailable,
  forConsultant,
  portalSample,
  sessionSample,
  sessionVariables,
} from './shared';
import { credits, link, minutes, optionalLink, optionalText } from './variables';

const durationMinutes = minutes('Length of the session');

export const sessions = {
  started: template({
    key: 'started',
    audience: 'both',
    title: 'Session started',
    description: 'Sent to client or consultant when the session has started and the other side is waiting.',
    variables: z.object({
      ...sessionVariables,
      joinUrl: optionalLink('Link to join; empty in person'),
      location: optionalText('Address of a session in person; empty when online'),
    }),
    sample: { ...sessionSample, joinUrl: 'https://zoom.example/j/98765432101?pwd=Yk5qV1d4', location: '' },
    subject: '{{otherPartyName}} is waiting for you: {{sessionName}} has started',
    preheader: 'Your session began a moment ago. Join now, you have missed nothing yet.',
    reason: 'a session of yours has started',
    actions: ['consultationUrl', 'joinUrl'],
  }),
  'completed-client': template({
    key: 'completed-client',
    audience: 'client',
    title: 'Session completed (client)',
    description: 'Sent to the client when a session is completed.',
    variables: z.object({
      ...sessionVariables,
      durationMinutes,
      creditsUsed: credits('Credits this session cost'),
      creditsAvailable,
      bookUrl,
    }),
    sample: {
      ...sessionSample,
      durationMinutes: '60',
      creditsUsed: '1',
      creditsAvailable: '4',
      bookUrl: `${portalSample}/book`,
    },
    subject: 'Thank you for your session with {{otherPartyName}}',
    preheader: 'A summary of your {{sessionName}}, and your balance: {{creditsAvailable}}.',
    reason: 'you completed a session with us',
    actions: ['bookUrl'],
  }),
  'completed-consultant': template({
    key: 'completed-consultant',
    audience: 'consultant',
    title: 'Session completed (consultant)',
    description: 'Sent to the consultant when a session is completed.',
    variables: z.object({ ...sessionVariables, durationMinutes }),
    sample: { ...sessionSample, ...forConsultant, durationMinutes: '60' },
    subject: 'Completed: {{otherPartyName}}, {{sessionName}}',
    preheader: 'The session of {{startsAtLocal}} is recorded as completed.',
    reason: 'you held a session with a client',
    actions: ['consultationUrl'],
  }),
  'feedback-request': template({
    key: 'feedback-request',
    audience: 'client',
    title: 'Feedback request',
    description: 'Sent to the client 24 hours after a completed session.',
    variables: z.object({
      ...sessionVariables,
      feedbackUrl: link('Signed link to the feedback page; works once, for 30 days'),
    }),
    sample: {
      ...sessionSample,
      feedbackUrl: `${portalSample}/feedback/66f0a1b2c3d4e5f601234567.v0xkg0.8rT2`,
    },
    subject: 'How was your session with {{otherPartyName}}?',
    preheader: 'One rating and, if you like, a sentence. It takes less than a minute.',
    reason: 'you completed a session with us',
    actions: ['feedbackUrl'],
    // Whoever holds the link speaks for the client.
    secret: true,
  }),
};
