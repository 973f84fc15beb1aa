import { randomBytes } from 'node:crypto';

import { type MessageOrder } from '@/notifications/enqueue';
import { now } from '@/platform/clock';

import { type Accounts, recipientIn } from './accounts';

const VALID_DAYS = 7;

/** How long the link of an invitation works, as its mail says. */
export const invitationExpiry = (from = now()): Date => new Date(from.getTime() + VALID_DAYS * 86_400_000);

/** A password that nobody knows, for an account whose owner chooses one by the link of the mail. */
export const unknownPassword = (): string => randomBytes(32).toString('base64url');

/** As Payload makes the token of a forgotten password. */
export const newLinkToken = (): string => randomBytes(20).toString('hex');

/** The mail by which somebody takes over the account that staff have made for them. Pure. */
export const invitationMail = (
  accounts: Accounts,
  { id, notAfter }: { id: string; notAfter: Date },
): MessageOrder => ({
  template: 'account-invitation',
  cause: id,
  notAfter,
  ...recipientIn(accounts, id),
});
