import { type CollectionBeforeChangeHook } from 'payload';

import { prepareBooking } from '@/consultations/prepareBooking';
import { type Consultation } from '@/payload-types';

/** A new booking is completed by the rules, whoever makes it. */
export const assertBookable: CollectionBeforeChangeHook<Consultation> = ({ data, operation, req }) =>
  operation === 'create' ? prepareBooking(req, data) : data;
