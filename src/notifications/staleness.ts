import { type Payload } from 'payload';

import { now } from '@/platform/clock';

import { type MessageRow } from './message';
import { readSecrets } from './variables/account';

const ONE_TIME = new Set(['email-verification', 'password-reset']);

async function hasSecret(payload: Payload, row: MessageRow): Promise<boolean> {
  const secrets = await readSecrets(payload, row);
  return Boolean(row.template === 'email-verification' ? secrets?._verificationToken : secrets?.resetPasswordToken);
}

/** Why a message is no longer worth sending, or null. */
export async function staleness(payload: Payload, row: MessageRow): Promise<string | null> {
  if (row.notAfter && row.notAfter <= now()) return `Its time passed at ${row.notAfter.toISOString()}.`;
  if (ONE_TIME.has(row.template) && !(await hasSecret(payload, row))) return 'Its link was used or replaced.';
  if (!row.consultation || row.version === undefined) return null;
  const booking = await payload.findByID({
    collection: 'consultations',
    id: row.consultation.toHexString(),
    depth: 0,
    overrideAccess: true,
    disableErrors: true,
  });
  if (!booking) return 'The booking is gone.';
  return booking.version === row.version ? null : `The booking has changed: this speaks of version ${row.version}, it is now ${booking.version}.`;
}
