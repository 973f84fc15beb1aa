import { type CollectionAfterChangeHook } from 'payload';

import { takeUpBooking } from '@/consultations/takeUpBooking';
import { type Consultation } from '@/payload-types';

/** A new booking claims its slot, holds its credits and owes its meeting and mails. */
export const onBooked: CollectionAfterChangeHook<Consultation> = async ({ doc, operation, req }) => {
  if (operation === 'create') await takeUpBooking(req, doc);
  return doc;
};
