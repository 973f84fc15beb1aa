import { type Payload } from 'payload';

import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';

import { availableSlots } from './availability';
import { claimedBuckets, rulesOf, sessionStarts, shapeOf } from './scheduling';
import { claimsOf } from './slotClaims';

export interface AvailabilityQuery {
  consultantId: string;
  typeId: string;
  from: Date;
  to: Date;
  /** Their other sessions are left out of what is offered. */
  clientId?: string;
  /** The booking to be moved: its own time counts as free. */
  moving?: string;
}

const DAY_MS = 86_400_000;

/** The slots a client may book now. @throws DomainError NOT_FOUND */
export async function findAvailability(payload: Payload, query: AvailabilityQuery): Promise<{ timezone: string; slots: { startsAt: string; endsAt: string }[] }> {
  // A day more on both sides: buffers and the daily limit look over the edge.
  const span = { from: new Date(query.from.getTime() - DAY_MS), to: new Date(query.to.getTime() + DAY_MS), except: query.moving };
  const [consultant, type, claims, own] = await Promise.all([
    payload.findByID({ collection: 'consultants', id: query.consultantId, depth: 0, overrideAccess: true, disableErrors: true }),
    payload.findByID({ collection: 'consultation-types', id: query.typeId, depth: 0, overrideAccess: true, disableErrors: true }),
    claimsOf(payload, { kind: 'consultant', person: query.consultantId, ...span }),
    query.clientId ? claimsOf(payload, { kind: 'client', person: query.clientId, ...span }) : [],
  ]);
  if (!consultant?.active || !type?.active) throw new DomainError('NOT_FOUND');
  const slots = availableSlots({
    rules: rulesOf(consultant),
    session: shapeOf(type),
    claimed: claimedBuckets(claims),
    clientClaimed: claimedBuckets(own),
    sessions: sessionStarts(claims),
    from: query.from,
    to: query.to,
    now: now(),
  });
  return {
    timezone: consultant.timezone,
    slots: slots.map((slot) => ({ startsAt: slot.startsAt.toISOString(), endsAt: slot.endsAt.toISOString() })),
  };
}
