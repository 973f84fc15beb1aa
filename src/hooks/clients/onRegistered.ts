import { type CollectionAfterChangeHook } from 'payload';

import { openWallet } from '@/credits/openWallet';
import { verificationMail } from '@/accounts/verificationMail';
import { enqueue } from '@/notifications/enqueue';
import { type Client } from '@/payload-types';

/** A new client gets a wallet and, if need be, the mail that confirms the address: the invitation does so too. */
export const onRegistered: CollectionAfterChangeHook<Client> = async ({ doc, operation, req }) => {
  if (operation !== 'create') return doc;
  await openWallet(req, doc.id);
  if (!doc._verified && !doc.invitedAt) await enqueue(req, [verificationMail(doc.id)]);
  return doc;
};
