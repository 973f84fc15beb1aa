import { type PayloadRequest } from 'payload';

import { type Consultant } from '@/payload-types';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { requireSession } from '@/platform/store';

import { isOffered, type SessionShape, workingDay } from './availability';
import { isAligned } from './buckets';
import { lockDay } from './lockDay';
import { rulesOf, sessionStarts } from './scheduling';
import { claimsOf } from './slotClaims';

export interface TimeRequest {
  consultant: Consultant;
  session: SessionShape;
  startsAt: Date;
  /** The booking that is being moved: it does not stand in its own way. */
  except?: string;
}

/** A day on which the clocks go back has an hour more. */
export const LONGEST_DAY_MS = 25 * 3_600_000;

/** @throws DomainError VALIDATION */
export function assertQuarterHour(startsAt: Date): void {
  if (!Number.isNaN(startsAt.getTime()) && isAligned(startsAt)) return;
  throw new DomainError('VALIDATION', {
    fields: [{ path: 'startsAt', message: 'A quarter hour, please, such as 09:15.' }],
  });
}

/**
 * Whether a session may start then, in the booking's transaction. Staff may go outside working hours, notice, horizon
 * and daily limit. Nobody may go over a claim: the unique index sees to that when the slot is claimed.
 * @throws DomainError SLOT_UNAVAILABLE
 */
export async function assertTimeOffered(req: PayloadRequest, request: TimeRequest): Promise<void> {
  const { consultant, session, startsAt } = request;
  const at = now();
  if (startsAt <= at) throw new DomainError('SLOT_UNAVAILABLE', { message: 'This time has passed.' });
  if (!consultant.active) throw new DomainError('SLOT_UNAVAILABLE');
  const sessions = await sessionsThatDay(req, request);
  if (req.user?.collection === 'staff') return;
  const offer = { rules: rulesOf(consultant), session, claimed: new Set<number>(), now: at };
  if (isOffered(startsAt, { ...offer, sessions })) return;
  const isFullDay = isOffered(startsAt, { ...offer, sessions: [] });
  throw new DomainError(
    'SLOT_UNAVAILABLE',
    isFullDay ? { message: 'This day is fully booked. Please choose another.' } : {},
  );
}

/**
 * What counts towards a daily limit. Two bookings of one day must not both find room for the last session: with a
 * limit they follow each other. Without one nothing is read, and different slots never wait for each other.
 */
async function sessionsThatDay(
  req: PayloadRequest,
  { consultant, startsAt, except }: TimeRequest,
): Promise<Date[]> {
  if ((consultant.dailyLimit ?? null) === null) return [];
  await lockDay(req, consultant.id, workingDay(startsAt, rulesOf(consultant)));
  const [from, to] = [-1, 1].map((side) => new Date(startsAt.getTime() + side * LONGEST_DAY_MS)) as [
    Date,
    Date,
  ];
  return sessionStarts(
    await claimsOf(
      req.payload,
      { kind: 'consultant', person: consultant.id, from, to, except },
      requireSession(req),
    ),
  );
}
