import { type ClientSession, type Document, ObjectId } from 'mongodb';
import { type Payload, type PayloadRequest } from 'payload';

import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { nativeCollection, requireSession } from '@/platform/store';
import { duplicateKey } from '@/platform/transaction';

import { bucketsOf, type Buffers, type Interval, withBuffers } from './buckets';

/** A unique (person, quarter hour). That two of them cannot exist is what makes a double booking impossible. */
export interface SlotClaim extends Document {
  key: string;
  kind: 'consultant' | 'client';
  person: string;
  bucket: Date;
  consultation: ObjectId;
  /** Start of the session the claim belongs to. */
  startsAt: Date;
}

export interface ClaimRequest extends Interval {
  consultationId: string;
  consultantId: string;
  clientId: string;
  buffers: Buffers;
}

/** Every claim of a booking, and no other. */
export function claimsFor(request: ClaimRequest): SlotClaim[] {
  const blocked = withBuffers(request, request.buffers);
  const claim =
    (kind: SlotClaim['kind'], person: string) =>
    (bucket: Date): SlotClaim => ({
      key: `${kind}:${person}:${bucket.toISOString()}`,
      kind,
      person,
      bucket,
      consultation: new ObjectId(request.consultationId),
      startsAt: request.startsAt,
      createdAt: now(),
      updatedAt: now(),
    });
  return [
    ...bucketsOf(blocked.startsAt, blocked.endsAt).map(claim('consultant', request.consultantId)),
    ...bucketsOf(request.startsAt, request.endsAt).map(claim('client', request.clientId)),
  ];
}

/**
 * Claims the time of consultant (with buffers) and client (without) in the booking's transaction. One command.
 * @throws DomainError SLOT_TAKEN
 */
export async function claimSlot(req: PayloadRequest, request: ClaimRequest): Promise<void> {
  try {
    await nativeCollection<SlotClaim>(req.payload, 'slot-claims').insertMany(claimsFor(request), {
      session: requireSession(req),
      ordered: true,
    });
  } catch (error) {
    if (!duplicateKey(error)) throw error;
    throw new DomainError('SLOT_TAKEN', { cause: error });
  }
}

/** Gives the time back. One command. */
export async function releaseSlot(req: PayloadRequest, consultationId: string): Promise<void> {
  await nativeCollection<SlotClaim>(req.payload, 'slot-claims').deleteMany(
    { consultation: new ObjectId(consultationId) },
    { session: requireSession(req) },
  );
}

export interface ClaimQuery {
  kind: SlotClaim['kind'];
  person: string;
  from: Date;
  to: Date;
  /** A booking that is to be moved does not stand in its own way. */
  except?: string;
}

/** What is claimed of a person's time in [from, to). One command. */
export async function claimsOf(
  payload: Payload,
  { kind, person, from, to, except }: ClaimQuery,
  session?: ClientSession,
): Promise<SlotClaim[]> {
  const others = except ? { consultation: { $ne: new ObjectId(except) } } : {};
  return nativeCollection<SlotClaim>(payload, 'slot-claims')
    .find({ kind, person, bucket: { $gte: from, $lt: to }, ...others }, { session })
    .toArray();
}
