import { z } from 'zod';
import { template } from './definition';
import { portalSample, recipientName } from './shared';
import { line, link } from './variables';

const expiresIn = line('How long the link works, e.g. "24 hours"');

export const account = {
  'email-verification': template({
    key: 'email-verification',
    audience: 'client',
    title: 'Confirm e-mail address',
    description: 'Sent to the client on registration, with a one-time link.',
    variables: z.object({
      recipientName,
      verifyUrl: link('One-time link that confirms the address'),
      expiresIn,
    }),
    sample: {
      recipientName: 'Amelia',
      verifyUrl: `${portalSample}/verify?token=V2hhdCBhIGxvdmVseSBtb3JuaW5n`,
      expiresIn: '24 hours',
    },
    subject: 'Please confirm your e-mail address',
    preheader: 'One click and your account is ready. The link works for {{expiresIn}}.',
    reason: 'somebody registered with this address',
    actions: ['verifyUrl'],
    secret: true,
  }),
  'password-reset': template({
    key: 'password-reset',
    audience: 'both',
    title: 'Reset password',
    description: 'Sent to whoever asks for a new password, with a one-time link.',
    variables: z.object({
      recipientName,
      resetUrl: link('One-time link to choose a new password'),
      expiresIn,
    }),
    sample: {
      recipientName: 'Amelia',
      resetUrl: `${portalSample}/reset?token=QSBnb29kIGRheSB0byBzdGFydA`,
      expiresIn: '1 hour',
    },
    subject: 'Choose a new password',
    preheader: 'The link works for {{expiresIn}}. If you did not ask for it, nothing has changed.',
    reason: 'a new password was asked for with this address',
    actions: ['resetUrl'],
    secret: true,
  }),
};
