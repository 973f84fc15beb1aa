import { type CollectionAfterChangeHook } from 'payload';

import { followMove, isMove } from '@/consultations/moveBooking';
import { type Consultation } from '@/payload-types';

/** A moved booking takes its new time, gives the old one back, and owes its meeting and mails. */
export const onMoved: CollectionAfterChangeHook<Consultation> = async ({
  doc,
  previousDoc,
  operation,
  req,
}) => {
  if (operation === 'update' && isMove(previousDoc, doc)) await followMove(req, previousDoc, doc);
  return doc;
};
