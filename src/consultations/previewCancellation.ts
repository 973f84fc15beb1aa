import { type PayloadRequest } from 'payload';

import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';

import { findOwn } from './findOwn';
import { foresee } from './foresee';
import { partyOf } from './party';
import { mayMove } from './status';

export interface CancellationPreview {
  /** By the rule. How many of the credits may be spent again is `returned`. */
  outcome: 'returned' | 'consumed';
  credits: number;
  /** Credits that will be there to spend: fewer than `credits` when their lot has lapsed or was taken away. */
  returned: number;
  rule: string;
  explanation: string;
}

/**
 * What cancelling now would mean, by the function that will decide it.
 * @throws DomainError NOT_FOUND, INVALID_TRANSITION
 */
export async function previewCancellation(req: PayloadRequest, id: string): Promise<CancellationPreview> {
  const booking = await findOwn(req, id);
  const by = partyOf(req);
  if (!mayMove(booking.status, 'cancelled', by)) throw new DomainError('INVALID_TRANSITION');
  const {
    credits: outcome,
    rule,
    explanation,
    settled,
  } = await foresee(req, booking, { to: 'cancelled', by, at: now() });
  const credits = booking.credits ?? 0;
  return {
    outcome,
    credits,
    returned: outcome === 'returned' ? (settled?.returned ?? credits) : 0,
    rule,
    explanation,
  };
}
