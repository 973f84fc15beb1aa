import { type Client, type Staff } from '@/payload-types';
import { env } from '@/platform/env';

import { type MessageRow } from '../message';
import { addressedAs } from './names';

/**
 * The one-time links. The secret is read when the mail is rendered and is never part of the message row;
 * a link that was used or replaced meanwhile leaves an empty variable, and the message is parked.
 */
export function accountVariables(
  row: Pick<MessageRow, 'template' | 'client' | 'facts'>,
  person: Client | Staff,
): Record<string, string> {
  const portal = env().SERVER_URL;
  const reset = row.client ? `${portal}/reset-password` : `${portal}/admin/reset`;
  const verification = '_verificationToken' in person ? person._verificationToken : null;
  return {
    recipientName: addressedAs(person),
    verifyUrl: verification ? `${portal}/verify/${verification}` : '',
    resetUrl: person.resetPasswordToken ? `${reset}/${person.resetPasswordToken}` : '',
    signInUrl: row.client ? `${portal}/login` : `${portal}/admin/login`,
    oldAddress: row.facts.oldAddress ?? '',
    newAddress: row.facts.newAddress ?? '',
    expiresIn: row.template === 'password-reset' ? '1 hour' : '7 days',
  };
}
