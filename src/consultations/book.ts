import { type Payload, type PayloadRequest } from 'payload';

import { type Keep } from '@/platform/idempotency';
import { newId } from '@/platform/ids';
import { inTransaction } from '@/platform/transaction';

import { type ConsultationView, viewOf } from './view';

export interface BookingRequest {
  clientId: string;
  consultantId: string;
  typeId: string;
  startsAt: string;
  mode: 'remote' | 'in_person';
  timezone?: string;
  topic?: string;
  notes?: string;
}

export interface Commanded {
  payload: Payload;
  user: PayloadRequest['user'];
  /** Called inside the transaction with the answer, to keep it for a repeated request. */
  keep?: Keep;
}

/**
 * Books a session: balance checked, credit held, slot claimed and record made in one transaction.
 * @throws DomainError SLOT_TAKEN, SLOT_UNAVAILABLE, INSUFFICIENT_CREDITS, EMAIL_NOT_VERIFIED, NOT_FOUND, VALIDATION
 */
export async function book(
  by: Commanded,
  request: BookingRequest,
): Promise<{ consultation: ConsultationView }> {
  const id = newId();
  return inTransaction({ payload: by.payload, user: by.user }, async (req) => {
    const booked = await req.payload.create({
      collection: 'consultations',
      depth: 0,
      overrideAccess: true,
      req,
      data: {
        id,
        client: request.clientId,
        consultant: request.consultantId,
        type: request.typeId,
        startsAt: request.startsAt,
        mode: request.mode,
        timezone: request.timezone,
        topic: request.topic,
        notes: request.notes,
        status: 'booked',
      },
    });
    const answer = { consultation: viewOf(booked) };
    await by.keep?.(req, { status: 201, body: answer });
    return answer;
  });
}
