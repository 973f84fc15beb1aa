import { type PayloadRequest } from 'payload';

import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';

import { findOwn } from './findOwn';
import { termsOf } from './lateReturn';
import { partyOf } from './party';
import { decideOutcome } from './policy';
import { mayMove } from './status';

export interface CancellationPreview {
  outcome: 'returned' | 'consumed';
  credits: number;
  rule: string;
  explanation: string;
}

/** What cancelling now would mean, by the function that will decide it. @throws DomainError NOT_FOUND, INVALID_TRANSITION */
export async function previewCancellation(req: PayloadRequest, id: string): Promise<CancellationPreview> {
  const booking = await findOwn(req, id);
  const by = partyOf(req);
  if (!mayMove(booking.status, 'cancelled', by)) throw new DomainError('INVALID_TRANSITION');
  const outcome = decideOutcome({
    to: 'cancelled',
    by,
    ...(await termsOf(req, booking)),
    startsAt: new Date(booking.startsAt),
    now: now(),
  });
  return { outcome: outcome.credits, credits: booking.credits ?? 0, rule: outcome.rule, explanation: outcome.explanation };
}
