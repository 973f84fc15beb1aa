import { type Payload } from 'payload';

import { holdLastsUntil } from '@/credits/assertHoldLasts';
import { type Consultant, type Consultation, type ConsultationType } from '@/payload-types';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { refId } from '@/platform/refs';

import { LONGEST_DAY_MS } from './assertTimeOffered';
import { availableSlots, type SessionShape } from './availability';
import { isMovable } from './moveBooking';
import { bookedShapeOf, claimedBuckets, rulesOf, sessionStarts, shapeOf } from './scheduling';
import { claimsOf } from './slotClaims';
import { type Party } from './status';

export interface AvailabilityQuery {
  consultantId: string;
  /** Not looked at when a session is moved: that keeps its own type. */
  typeId: string;
  from: Date;
  to: Date;
  /** Their other sessions are left out of what is offered. */
  clientId?: string;
  /** The booking to be moved, and who would move it: its own time counts as free. */
  moving?: { booking: Consultation; by: Party };
}

export interface Availability {
  timezone: string;
  slots: { startsAt: string; endsAt: string }[];
  /** How far ahead the consultant can be booked, exclusive. */
  bookableUntil: string;
}

const DAY_MS = 86_400_000;

/**
 * The slots a client may book now, or may move a session to. Each can be had until somebody else takes it.
 * @throws DomainError NOT_FOUND, INVALID_TRANSITION
 */
export async function findAvailability(payload: Payload, query: AvailabilityQuery): Promise<Availability> {
  const { booking } = query.moving ?? {};
  const typeId = booking ? refId(booking.type) : query.typeId;
  // A day more on both sides: buffers and the daily limit look over the edge.
  const span = {
    from: new Date(query.from.getTime() - LONGEST_DAY_MS),
    to: new Date(query.to.getTime() + LONGEST_DAY_MS),
    except: booking?.id,
  };
  const [consultant, type, claims, own, until] = await Promise.all([
    payload.findByID({
      collection: 'consultants',
      id: query.consultantId,
      depth: 0,
      overrideAccess: true,
      disableErrors: true,
    }),
    payload.findByID({
      collection: 'consultation-types',
      id: typeId,
      depth: 0,
      overrideAccess: true,
      disableErrors: true,
    }),
    claimsOf(payload, { kind: 'consultant', person: query.consultantId, ...span }),
    query.clientId ? claimsOf(payload, { kind: 'client', person: query.clientId, ...span }) : [],
    offeredUntil(payload, query),
  ]);
  if (!consultant?.active) throw new DomainError('NOT_FOUND');
  const slots = availableSlots({
    rules: rulesOf(consultant),
    session: sessionOf(type, booking),
    claimed: claimedBuckets(claims),
    clientClaimed: claimedBuckets(own),
    sessions: sessionStarts(claims),
    from: query.from,
    to: until,
    now: now(),
  });
  return {
    timezone: consultant.timezone,
    slots: slots.map((slot) => ({
      startsAt: slot.startsAt.toISOString(),
      endsAt: slot.endsAt.toISOString(),
    })),
    bookableUntil: horizonOf(consultant).toISOString(),
  };
}

const horizonOf = ({ horizonDays }: Consultant): Date => new Date(now().getTime() + horizonDays * DAY_MS);

/** @throws DomainError NOT_FOUND when it is a new session, and its type is not on offer */
function sessionOf(type: ConsultationType | null, booking: Consultation | undefined): SessionShape {
  if (!type || (!booking && !type.active)) throw new DomainError('NOT_FOUND');
  return booking ? bookedShapeOf(booking, type) : shapeOf(type);
}

/** The end of what is offered: what was asked for or, for a session that is moved, the expiry of its credits. */
async function offeredUntil(payload: Payload, { moving, from, to }: AvailabilityQuery): Promise<Date> {
  if (!moving) return to;
  const { booking, by } = moving;
  if (!isMovable(booking, by, now())) return from;
  const expiry = await holdLastsUntil(payload, {
    clientId: refId(booking.client),
    consultationId: booking.id,
  });
  return expiry && expiry < to ? expiry : to;
}
