import { type PayloadRequest } from 'payload';

import { now } from '@/platform/clock';

import { type Posted, post } from './ledger';
import { consumeHold, holdCredits, releaseHold } from './wallet';

/** What a hold is for, and who bears it. */
export interface HoldSubject {
  clientId: string;
  consultationId: string;
  version: number;
}

const causeOf = (subject: HoldSubject): string => `consultation:${subject.consultationId}:v${subject.version}`;

/** Sets credits aside for a booking, in its transaction. @throws DomainError INSUFFICIENT_CREDITS */
export const hold = (req: PayloadRequest, subject: HoldSubject & { credits: number; startsAt: Date }): Promise<Posted> =>
  post(req, {
    clientId: subject.clientId,
    cause: causeOf(subject),
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
    cause: causeOf(subject),
    reason: subject.reason,
    change: (wallet) => releaseHold(wallet, { consultation: subject.consultationId, now: now(), ourFault: subject.ourFault }),
  });

/** Spends the held credits. @throws DomainError INVALID_TRANSITION when they were resolved already. */
export const consume = (req: PayloadRequest, subject: HoldSubject & { reason: string }): Promise<Posted> =>
  post(req, {
    clientId: subject.clientId,
    cause: causeOf(subject),
    reason: subject.reason,
    change: (wallet) => consumeHold(wallet, subject.consultationId),
  });
