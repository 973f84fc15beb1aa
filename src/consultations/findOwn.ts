import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { type Consultation } from '@/payload-types';
import { DomainError } from '@/platform/errors';

/**
 * The consultation, if the one who asks may see it. Somebody else's answers as if it did not exist.
 * @throws DomainError NOT_FOUND
 */
export async function findOwn(req: PayloadRequest, id: string): Promise<Consultation> {
  if (!ObjectId.isValid(id)) throw new DomainError('NOT_FOUND');
  const visible = await req.payload.findByID({
    collection: 'consultations',
    id,
    depth: 0,
    overrideAccess: false,
    user: req.user,
    disableErrors: true,
    req,
  });
  if (!visible) throw new DomainError('NOT_FOUND');
  // Again without field access: the rules need what its people do not see.
  const whole = await req.payload.findByID({
    collection: 'consultations',
    id,
    depth: 0,
    overrideAccess: true,
    req,
  });
  return whole;
}
