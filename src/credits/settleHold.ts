import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { now } from '@/platform/clock';
import { nativeCollection, requireSession } from '@/platform/store';

import { bookingCause } from './causes';
import { type LedgerEntry, type Posted, post } from './ledger';
import { placesOf, releaseHold, restoreSpent, spendReturned } from './settlement';
import { consumeHold, holdCredits } from './wallet';

/** What a hold is for, and who bears it. */
export interface HoldSubject {
  clientId: string;
  consultationId: string;
  version: number;
}

/** Sets credits aside for a booking, in its transaction. @throws DomainError INSUFFICIENT_CREDITS */
export const hold = (req: PayloadRequest, subject: HoldSubject & { credits: number; startsAt: Date }): Promise<Posted> =>
  post(req, {
    clientId: subject.clientId,
    cause: bookingCause(subject),
    change: (wallet) =>
      holdCredits(wallet, {
        consultation: subject.consultationId,
        version: subject.version,
        quantity: subject.credits,
        now: now(),
        startsAt: subject.startsAt,
      }),
  });

/** Gives the held credits back. @throws DomainError INVALID_TRANSITION when they were resolved already. */
export const release = (req: PayloadRequest, subject: HoldSubject & { ourFault: boolean; reason: string }): Promise<Posted> =>
  post(req, {
    clientId: subject.clientId,
    cause: bookingCause(subject),
    reason: subject.reason,
    change: (wallet) => releaseHold(wallet, { consultation: subject.consultationId, now: now(), ourFault: subject.ourFault }),
  });

/** Spends the held credits. @throws DomainError INVALID_TRANSITION when they were resolved already. */
export const consume = (req: PayloadRequest, subject: HoldSubject & { reason: string }): Promise<Posted> =>
  post(req, {
    clientId: subject.clientId,
    cause: bookingCause(subject),
    reason: subject.reason,
    change: (wallet) => consumeHold(wallet, subject.consultationId),
  });

/**
 * The outcome of an ended booking was corrected, and with it what becomes of the credits: by new entries.
 * @throws DomainError INSUFFICIENT_CREDITS when they are to be used after all, and the client has none left
 */
export async function resettle(req: PayloadRequest, subject: HoldSubject & { to: 'returned' | 'consumed'; ourFault: boolean; reason: string }): Promise<Posted> {
  const entries = await nativeCollection<LedgerEntry>(req.payload, 'transactions')
    .find({ consultation: new ObjectId(subject.consultationId), client: new ObjectId(subject.clientId) }, { session: requireSession(req), sort: { seq: 1 } })
    .toArray();
  // A credit that was returned and at once taken, because its money was away, was returned all the same.
  const own = entries.filter(({ kind }) => kind !== 'clawback');
  const places = placesOf(own.map(({ grant, from, to, quantity }) => ({ grant: grant.toHexString(), from, to, quantity })));
  const settlement = { consultation: subject.consultationId, version: subject.version, places, now: now() };
  return post(req, {
    clientId: subject.clientId,
    cause: bookingCause(subject),
    reason: subject.reason,
    change: (wallet) => (subject.to === 'returned' ? restoreSpent(wallet, { ...settlement, ourFault: subject.ourFault }) : spendReturned(wallet, settlement)),
  });
}
