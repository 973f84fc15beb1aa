import { type PayloadRequest } from 'payload';

import { newId } from '@/platform/ids';

import { type ReasonCode } from './reasons';

export interface Assignment {
  clientId: string;
  credits: number;
  validityDays: number;
  reasonCode: ReasonCode;
  note: string;
}

/**
 * Credits given by staff, through the same hooks as saving a grant in the admin.
 * @returns the id of the grant.
 * @throws DomainError FORBIDDEN over the role's limit, NOT_FOUND for an unknown client.
 */
export async function assignCredits(req: PayloadRequest, assignment: Assignment): Promise<string> {
  const id = newId();
  await req.payload.create({
    collection: 'credit-grants',
    depth: 0,
    overrideAccess: false,
    user: req.user,
    req,
    data: {
      id,
      client: assignment.clientId,
      credits: assignment.credits,
      validityDays: assignment.validityDays,
      reasonCode: assignment.reasonCode,
      note: assignment.note,
    },
  });
  return id;
}
