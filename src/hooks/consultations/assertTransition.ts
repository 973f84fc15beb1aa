import { type CollectionBeforeChangeHook } from 'payload';

import { prepareTransition } from '@/consultations/endBooking';
import { type Consultation } from '@/payload-types';

/** A consultation's status moves only along the table, and an ending carries its decision. */
export const assertTransition: CollectionBeforeChangeHook<Consultation> = ({
  data,
  operation,
  originalDoc,
  req,
}) => (operation === 'update' && originalDoc ? prepareTransition(req, originalDoc, data) : data);
