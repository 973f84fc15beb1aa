import { type Payload } from 'payload';

import { type Client, type Staff } from '@/payload-types';
import { env } from '@/platform/env';
import { nativeCollection } from '@/platform/store';

import { type MessageRow } from '../message';

interface Secrets {
  _verificationToken?: string | null;
  resetPasswordToken?: string | null;
}

/** The one-time secrets of a mail's recipient, as they are now. */
export function readSecrets(payload: Payload, row: MessageRow): Promise<Secrets | null> {
  const collection = row.client ? 'clients' : 'staff';
  return nativeCollection<Secrets>(payload, collection).findOne(
    { _id: (row.client ?? row.staff) as never },
    { projection: { _verificationToken: 1, resetPasswordToken: 1 } },
  );
}

/**
 * The one-time links. The secret is read when the mail is rendered and is never part of the message row;
 * a link that was used or replaced meanwhile leaves an empty variable, and the message is parked.
 */
export async function accountVariables(payload: Payload, row: MessageRow, person: Client | Staff): Promise<Record<string, string>> {
  const secrets = await readSecrets(payload, row);
  const portal = env().SERVER_URL;
  const reset = row.client ? `${portal}/reset-password` : `${portal}/admin/reset`;
  return {
    recipientName: person.firstName,
    verifyUrl: secrets?._verificationToken ? `${portal}/verify/${secrets._verificationToken}` : '',
    resetUrl: secrets?.resetPasswordToken ? `${reset}/${secrets.resetPasswordToken}` : '',
    expiresIn: row.template === 'password-reset' ? '1 hour' : '7 days',
  };
}
