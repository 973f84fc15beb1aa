import { type PayloadRequest } from 'payload';

import { type Consultation } from '@/payload-types';
import { DomainError } from '@/platform/errors';
import { inTransaction } from '@/platform/transaction';

import { type Commanded } from './book';
import { findOwn } from './findOwn';
import { partyOf } from './party';
import { type ConsultationView, viewOf } from './view';

export interface MoveRequest {
  id: string;
  expectedVersion: number;
  /** The new start; the old one when only the consultant changes. */
  startsAt?: string;
  /** Another consultant: staff only. */
  consultantId?: string;
  reason?: string;
}

function assertAllowed(req: PayloadRequest, booking: Consultation, request: MoveRequest): void {
  const party = partyOf(req);
  // A consultant asks the office. Source: docs/domain.md#roles
  const mayAct =
    party === 'client' || (req.user?.collection === 'staff' && ['owner', 'ops'].includes(req.user.role));
  if (!mayAct || (party === 'client' && request.consultantId)) throw new DomainError('FORBIDDEN');
  if (booking.status === 'booked' && booking.version === request.expectedVersion) return;
  throw new DomainError('INVALID_TRANSITION', {
    detail: { status: booking.status, version: booking.version },
  });
}

/**
 * Moves a booked session to another time, another consultant, or both. The record, its hold, its meeting and its
 * calendar event stay; the version rises. Old claims go and new ones come in one transaction: when it fails, the old
 * booking is whole.
 * @throws DomainError NOT_FOUND, FORBIDDEN, VALIDATION, SLOT_TAKEN, SLOT_UNAVAILABLE, INVALID_TRANSITION
 */
export async function move(by: Commanded, request: MoveRequest): Promise<{ consultation: ConsultationView }> {
  return inTransaction({ payload: by.payload, user: by.user }, async (req) => {
    const before = await findOwn(req, request.id);
    assertAllowed(req, before, request);
    const after = await req.payload.update({
      collection: 'consultations',
      id: request.id,
      depth: 0,
      overrideAccess: true,
      req,
      data: {
        ...(request.startsAt ? { startsAt: request.startsAt } : {}),
        ...(request.consultantId ? { consultant: request.consultantId } : {}),
        reason: request.reason ?? null,
      },
    });
    const answer = { consultation: viewOf(after) };
    await by.keep?.(req, { status: 200, body: answer });
    return answer;
  });
}
