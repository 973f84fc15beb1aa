import { type CollectionAfterChangeHook } from 'payload';

import { postGrant } from '@/credits/postGrant';
import { type CreditGrant } from '@/payload-types';

/** A new grant is booked into the ledger. */
export const onGranted: CollectionAfterChangeHook<CreditGrant> = async ({ doc, operation, req }) => {
  if (operation === 'create') await postGrant(req, doc);
  return doc;
};
