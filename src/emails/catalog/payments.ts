import { z } from 'zod';
import { template } from './definition';
import {
  creditsAvailable,
  creditsBefore,
  expiresAtLocal,
  portalSample,
  recipientName,
  timezoneName,
} from './shared';
import { credits, line, link, name } from './variables';

export const payments = {
  'payment-confirmation': template({
    key: 'payment-confirmation',
    audience: 'client',
    title: 'Payment confirmed',
    description:
      'Sent to the client when the money has arrived and the credits are there; the invoice is attached.',
    variables: z.object({
      recipientName,
      packageName: name('The package that was bought'),
      amountPaid: line('Amount with its currency, e.g. "$4,500.00"'),
      paymentMethod: line('How it was paid, e.g. "Visa ending in 4242"'),
      creditsAdded: credits('Credits this payment bought'),
      creditsBefore,
      creditsAvailable,
      expiresAtLocal,
      timezoneName,
      invoiceNumber: line('Number of the invoice, e.g. "IS-2026-000123"'),
      invoiceUrl: link('The invoice in the portal'),
      dashboardUrl: link("The client's dashboard in the portal"),
    }),
    sample: {
      recipientName: 'Amelia',
      packageName: 'Discovery & Assessment',
      amountPaid: '$4,500.00',
      paymentMethod: 'Visa ending in 4242',
      creditsAdded: '4',
      creditsBefore: '1',
      creditsAvailable: '5',
      expiresAtLocal: 'Friday 21 May 2027, 10:12',
      timezoneName: 'Europe/London (BST)',
      invoiceNumber: 'IS-2026-000123',
      invoiceUrl: `${portalSample}/payments/6562f0aa/invoice`,
      dashboardUrl: `${portalSample}/dashboard`,
    },
    subject: 'Payment received: {{packageName}}, {{amountPaid}}',
    preheader: '{{creditsAdded}} added to your account. Invoice {{invoiceNumber}} is attached.',
    reason: 'you bought a package from us',
    actions: ['dashboardUrl', 'invoiceUrl'],
  }),
};
