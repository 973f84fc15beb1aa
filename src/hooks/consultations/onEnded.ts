import { type CollectionAfterChangeHook } from 'payload';

import { followEnding } from '@/consultations/endBooking';
import { type Consultation } from '@/payload-types';

/** An ending resolves the hold, once. */
export const onEnded: CollectionAfterChangeHook<Consultation> = async ({
  doc,
  previousDoc,
  operation,
  req,
}) => {
  if (operation === 'update' && doc.status !== previousDoc.status) await followEnding(req, previousDoc, doc);
  return doc;
};
