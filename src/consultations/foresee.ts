import { type PayloadRequest } from 'payload';

import { foreseeReturn } from '@/credits/foreseeReturn';
import { type Settled } from '@/credits/settled';
import { type Consultation } from '@/payload-types';
import { refId } from '@/platform/refs';

import { explainEffect } from './explainEffect';
import { policyOf, termsOf } from './lateReturn';
import { decideOutcome, type Outcome, type OutcomeInput, type Policy } from './policy';
import { type Party, type Status } from './status';

export interface Ending {
  to: Status;
  by: Party;
  at: Date;
}

/** What an ending means, and where it leaves the credits; null when the rule uses them. */
export interface Foreseen extends Outcome {
  settled: Settled | null;
  /** What of the frozen policy, and of what was returned before, the rule looked at. */
  terms: Policy & Pick<OutcomeInput, 'hasReturnedLate'>;
}

/**
 * What ending a session this way, at this instant, would mean. Previews show it and the deed stores it: both call this.
 * A rule that returns the credits costs one command, to see what their lots have come to; a correction one or
 * two; a policy of one late return two more.
 */
export async function foresee(
  req: PayloadRequest,
  booking: Consultation,
  { to, by, at }: Ending,
): Promise<Foreseen> {
  const { policy, ...returned } =
    to === 'cancelled' ? await termsOf(req, booking) : { policy: policyOf(booking) };
  const terms = { ...policy, ...returned };
  const outcome = decideOutcome({
    to,
    by,
    policy,
    ...returned,
    startsAt: new Date(booking.startsAt),
    now: at,
  });
  if (outcome.credits === 'consumed') return { ...outcome, terms, settled: null };
  const before = booking.outcome?.rule
    ? booking.outcome.credits === 'returned'
      ? 'returned'
      : 'consumed'
    : null;
  const settled = await foreseeReturn(req, {
    clientId: refId(booking.client),
    consultationId: booking.id,
    version: (booking.version ?? 1) + 1,
    ourFault: outcome.ourFault,
    at,
    before,
  });
  return { ...outcome, terms, settled, explanation: explainEffect(outcome, settled) };
}
