import { type PayloadRequest } from 'payload';

import { type Consultation } from '@/payload-types';
import { DomainError } from '@/platform/errors';
import { inTransaction } from '@/platform/transaction';

import { assertAsShown } from './assertAsShown';
import { type Commanded } from './book';
import { findOwn } from './findOwn';
import { partyOf } from './party';
import { type CreditEffect } from './policy';
import { mayMove, type Status } from './status';
import { type ConsultationView, viewOf } from './view';

export interface EndRequest {
  id: string;
  to: Exclude<Status, 'booked' | 'in_progress'>;
  expectedVersion: number;
  reason?: string;
  /** The rule of the effect that was shown before confirming: by another one nothing is ended. */
  expectedRule?: string;
}

export interface Ended {
  consultation: ConsultationView;
  credits: { effect: CreditEffect; quantity: number };
}

const reasonOf = ({ reason }: EndRequest): string | null => reason?.trim() || null;

function assertAllowed(req: PayloadRequest, booking: Consultation, request: EndRequest): void {
  // Finance reads consultations, and does nothing else with them.
  const mayAct = req.user?.collection !== 'staff' || ['owner', 'ops', 'consultant'].includes(req.user.role);
  if (!mayAct) throw new DomainError('FORBIDDEN');
  const party = partyOf(req);
  if (party === 'client' && request.to !== 'cancelled') throw new DomainError('FORBIDDEN');
  // Who is cancelled on is told why. A client need not say.
  if (request.to === 'cancelled' && party !== 'client' && !reasonOf(request))
    throw new DomainError('VALIDATION', { fields: [{ path: 'reason', message: 'Please say why.' }] });
  if (booking.version !== request.expectedVersion || !mayMove(booking.status, request.to, party)) {
    throw new DomainError('INVALID_TRANSITION', {
      detail: { status: booking.status, version: booking.version, to: request.to },
    });
  }
}

/**
 * Ends a session: cancelled, completed, or one of the failures. The credit follows the policy frozen on it.
 * Two endings at once conflict on the record; the second finds it ended.
 * @throws DomainError NOT_FOUND, FORBIDDEN, VALIDATION, INVALID_TRANSITION
 */
export async function end(by: Commanded, request: EndRequest): Promise<Ended> {
  return inTransaction({ payload: by.payload, user: by.user }, async (req) => {
    const before = await findOwn(req, request.id);
    assertAllowed(req, before, request);
    const after = await req.payload.update({
      collection: 'consultations',
      id: request.id,
      depth: 0,
      overrideAccess: true,
      req,
      // The reason of an earlier move is not that of the ending.
      data: { status: request.to, reason: reasonOf(request) },
    });
    assertAsShown(after, request);
    const answer: Ended = {
      consultation: viewOf(after),
      credits: { effect: after.outcome?.credits as CreditEffect, quantity: after.credits ?? 0 },
    };
    await by.keep?.(req, { status: 200, body: answer });
    return answer;
  });
}
