import { type CollectionBeforeChangeHook } from 'payload';

import { isMove, prepareMove } from '@/consultations/moveBooking';
import { type Consultation } from '@/payload-types';

/** Another time or consultant is judged, and completes the record. */
export const assertMove: CollectionBeforeChangeHook<Consultation> = ({
  data,
  operation,
  originalDoc,
  req,
}) =>
  operation === 'update' && originalDoc && isMove(originalDoc, data)
    ? prepareMove(req, originalDoc, data)
    : data;
