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
  'account-invitation': template({
    key: 'account-invitation',
    audience: 'both',
    title: 'Invitation',
    description: 'Sent to whom staff made an account for, with a one-time link to choose the password.',
    variables: z.object({
      recipientName,
      resetUrl: link('One-time link to choose the password'),
      expiresIn,
    }),
    sample: {
      recipientName: 'Amelia',
      resetUrl: `${portalSample}/reset?token=QSBuZXcgcGxhY2UgdG8gc2l0`,
      expiresIn: '7 days',
    },
    subject: 'Your account is ready: choose a password',
    preheader: 'One link, one password, and you are in. The link works for {{expiresIn}}.',
    reason: 'an account was made for this address',
    actions: ['resetUrl'],
    secret: true,
  }),
  'account-address-changed': template({
    key: 'account-address-changed',
    audience: 'both',
    title: 'Address of an account changed',
    description:
      'Sent to the old and to the new address when an owner changes the address somebody signs in with.',
    variables: z.object({
      recipientName,
      oldAddress: line('The address until now'),
      newAddress: line('The address from now on'),
      signInUrl: link('Page on which the reader signs in'),
    }),
    sample: {
      recipientName: 'Amelia',
      oldAddress: 'amelia@example.com',
      newAddress: 'amelia.hart@example.com',
      signInUrl: `${portalSample}/login`,
    },
    subject: 'You sign in with another address now',
    preheader: 'From now on you sign in with {{newAddress}}.',
    reason: 'the address of an account was changed',
    actions: ['signInUrl'],
  }),
};
