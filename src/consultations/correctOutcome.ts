import { type PayloadRequest } from 'payload';

import { DomainError } from '@/platform/errors';
import { inTransaction } from '@/platform/transaction';

import { type Commanded } from './book';
import { type Ended } from './end';
import { findOwn } from './findOwn';
import { type CreditEffect } from './policy';
import { type HeldOutcome } from './status';
import { viewOf } from './view';

export interface CorrectionRequest {
  id: string;
  to: HeldOutcome;
  expectedVersion: number;
  reason: string;
}

const isOffice = (req: PayloadRequest): boolean =>
  req.user?.collection === 'staff' && ['owner', 'ops'].includes(req.user.role);

/**
 * Changes how an ended session turned out, within 48 hours of the first decision. The credit follows by new
 * entries; what was decided before stays on the record.
 * @throws DomainError NOT_FOUND, FORBIDDEN, INVALID_TRANSITION, INSUFFICIENT_CREDITS
 */
export async function correctOutcome(by: Commanded, request: CorrectionRequest): Promise<Ended> {
  return inTransaction({ payload: by.payload, user: by.user }, async (req) => {
    const before = await findOwn(req, request.id);
    if (!isOffice(req)) throw new DomainError('FORBIDDEN');
    if (before.version !== request.expectedVersion || !before.outcome?.rule)
      throw new DomainError('INVALID_TRANSITION');
    const after = await req.payload.update({
      collection: 'consultations',
      id: request.id,
      depth: 0,
      overrideAccess: true,
      req,
      data: { status: request.to, reason: request.reason },
    });
    const answer: Ended = {
      consultation: viewOf(after),
      credits: { effect: after.outcome?.credits as CreditEffect, quantity: after.credits ?? 0 },
    };
    await by.keep?.(req, { status: 200, body: answer });
    return answer;
  });
}
