import { z } from 'zod';
import { template } from './definition';
import {
  bookUrl,
  creditsAvailable,
  expiresAtLocal,
  portalSample,
  recipientName,
  timezoneName,
} from './shared';
import { credits, link, name } from './variables';

const bookSample = `${portalSample}/book`;

const expiration = z.object({
  recipientName,
  creditsExpiring: credits('Credits of this purchase that will expire'),
  packageName: name('The package the credits came from'),
  expiresAtLocal,
  timezoneName,
  creditsAvailable,
  bookUrl,
});

const expirationSample = {
  recipientName: 'Amelia',
  creditsExpiring: '3',
  packageName: 'Discovery & Assessment',
  expiresAtLocal: 'Tuesday 1 December 2026, 09:00',
  timezoneName: 'Europe/London (GMT)',
  creditsAvailable: '7',
  bookUrl: bookSample,
};

const reason = 'you have credits with us';

export const balance = {
  'free-trial-assigned': template({
    key: 'free-trial-assigned',
    audience: 'client',
    title: 'Free trial credit',
    description: 'Sent to the client when the trial credit is granted, after the address is verified.',
    variables: z.object({
      recipientName,
      creditsAdded: credits('Credits of the trial'),
      creditsAvailable,
      expiresAtLocal,
      timezoneName,
      bookUrl,
    }),
    sample: {
      recipientName: 'Amelia',
      creditsAdded: '1',
      creditsAvailable: '1',
      expiresAtLocal: 'Tuesday 22 December 2026, 10:00',
      timezoneName: 'Europe/London (GMT)',
      bookUrl: bookSample,
    },
    subject: 'Welcome, {{recipientName}}: your first session is on us',
    preheader: '{{creditsAdded}} added to your account, ready to book until {{expiresAtLocal}}.',
    reason: 'you registered with us',
    actions: ['bookUrl'],
  }),
  'low-credit-warning': template({
    key: 'low-credit-warning',
    audience: 'client',
    title: 'Low balance',
    description:
      'Sent to the client when the balance falls to the threshold (2 by default), once per crossing.',
    variables: z.object({
      recipientName,
      creditsAvailable,
      packagesUrl: link('Page with the packages on offer'),
      bookUrl,
    }),
    sample: {
      recipientName: 'Amelia',
      creditsAvailable: '2',
      packagesUrl: `${portalSample}/packages`,
      bookUrl: bookSample,
    },
    subject: 'You have {{creditsAvailable}} left',
    preheader: 'Top up when it suits you, so that your next session can be booked without a pause.',
    reason,
    actions: ['packagesUrl'],
  }),
  'expiration-warning-7day': template({
    key: 'expiration-warning-7day',
    audience: 'client',
    title: 'Credits expire in 7 days',
    description: 'Sent to the client 7 days before the credits of a purchase expire.',
    variables: expiration,
    sample: expirationSample,
    subject: '{{creditsExpiring}} will expire in 7 days',
    preheader: 'From {{packageName}}: use them in a session before {{expiresAtLocal}}.',
    reason,
    actions: ['bookUrl'],
  }),
  'expiration-warning-1day': template({
    key: 'expiration-warning-1day',
    audience: 'client',
    title: 'Credits expire tomorrow',
    description: 'Sent to the client 1 day before the credits of a purchase expire.',
    variables: expiration,
    sample: { ...expirationSample, expiresAtLocal: 'Wednesday 25 November 2026, 09:00' },
    subject: 'Last day: {{creditsExpiring}} will expire tomorrow',
    preheader: 'From {{packageName}}, gone at {{expiresAtLocal}}, {{timezoneName}}.',
    reason,
    actions: ['bookUrl'],
  }),
};
