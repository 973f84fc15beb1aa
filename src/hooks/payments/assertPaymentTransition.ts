import { type CollectionBeforeChangeHook } from 'payload';

import { type Payment } from '@/payload-types';
import { mayBecome } from '@/payments/status';
import { DomainError } from '@/platform/errors';

/** A payment's status moves only along the table. */
export const assertPaymentTransition: CollectionBeforeChangeHook<Payment> = ({
  data,
  operation,
  originalDoc,
}) => {
  if (operation === 'create' || !data.status || !originalDoc || data.status === originalDoc.status)
    return data;
  if (mayBecome(originalDoc.status, data.status)) return data;
  throw new DomainError('INVALID_TRANSITION', { detail: { from: originalDoc.status, to: data.status } });
};
