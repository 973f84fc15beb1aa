import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { now } from '@/platform/clock';
import { nativeCollection, sessionOf } from '@/platform/store';

import { bookingCause } from './causes';
import { type LedgerEntry, type Posted, post } from './ledger';
import { type Placed, placesOf, releaseHold, restoreSpent, spendReturned } from './settlement';
import { consumeHold, holdCredits } from './wallet';

/** What a hold is for, and who bears it. */
export interface HoldSubject {
  clientId: string;
  consultationId: string;
  version: number;
}

/** Sets credits aside for a booking, in its transaction. @throws DomainError INSUFFICIENT_CREDITS */
export const hold = (
  req: PayloadRequest,
  subject: HoldSubject & { credits: number; startsAt: Date },
): Promise<Posted> =>
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

/**
 * Gives the held credits back, as of the instant at which that was decided.
 * @throws DomainError INVALID_TRANSITION when they were resolved already.
 */
export const release = (
  req: PayloadRequest,
  subject: HoldSubject & { ourFault: boolean; reason: string; at: Date },
): Promise<Posted> =>
  post(req, {
    clientId: subject.clientId,
    cause: bookingCause(subject),
    reason: subject.reason,
    change: (wallet) =>
      releaseHold(wallet, {
        consultation: subject.consultationId,
        now: subject.at,
        ourFault: subject.ourFault,
      }),
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
 * Where the credits of an ended booking lie, by its entries. One command.
 * @param asSettled how its ending left them: a credit that was returned and at once taken, because its money was
 * away, was returned all the same
 */
export async function placesIn(
  req: PayloadRequest,
  { clientId, consultationId }: Pick<HoldSubject, 'clientId' | 'consultationId'>,
  { asSettled = false } = {},
): Promise<Placed[]> {
  const entries = await nativeCollection<LedgerEntry>(req.payload, 'transactions')
    .find(
      {
        consultation: new ObjectId(consultationId),
        client: new ObjectId(clientId),
        ...(asSettled ? { kind: { $ne: 'clawback' } } : {}),
      },
      { session: sessionOf(req), sort: { seq: 1 } },
    )
    .toArray();
  return placesOf(
    entries.map(({ grant, from, to, quantity }) => ({ grant: grant.toHexString(), from, to, quantity })),
  );
}

/**
 * The outcome of an ended booking was corrected, and with it what becomes of the credits: by new entries.
 * @throws DomainError INSUFFICIENT_CREDITS when they are to be used after all, and the client has none left
 */
export async function resettle(
  req: PayloadRequest,
  subject: HoldSubject & { to: 'returned' | 'consumed'; ourFault: boolean; reason: string; at: Date },
): Promise<Posted> {
  const places = await placesIn(req, subject, { asSettled: true });
  const settlement = {
    consultation: subject.consultationId,
    version: subject.version,
    places,
    now: subject.at,
  };
  return post(req, {
    clientId: subject.clientId,
    cause: bookingCause(subject),
    reason: subject.reason,
    change: (wallet) =>
      subject.to === 'returned'
        ? restoreSpent(wallet, { ...settlement, ourFault: subject.ourFault })
        : spendReturned(wallet, settlement),
  });
}
