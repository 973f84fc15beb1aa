import { creditsWorth } from '@/credits/value';

import { type PaymentStatus } from './status';

/**
 * What refunds and disputes mean for a payment and its lot. Pure. The facts may come in any order and as often as
 * they like: the answer depends only on what is true now and on what was done before.
 */
export interface Reversal {
  /** The refund or dispute. */
  id: string;
  kind: 'refund' | 'dispute';
  /** Minor units. */
  amount: number;
  /** Refund: active or failed. Dispute: open, won or lost. */
  state: 'active' | 'failed' | 'open' | 'won' | 'lost';
  /** Credits taken back when it was heard of, and given back when its money stayed with us after all. */
  taken: number;
  returned: number;
  /**
   * Credits that should have been taken then and were spent, held or gone. What is still owed of them is on
   * the lot.
   */
  short?: number;
  /** The request by staff that a refund was made for. */
  request?: string;
  /** Whether its taking, and its giving back, are done (also when there was nothing to move). */
  applied: boolean;
  reversed: boolean;
  /** Stripe's word for why a dispute was opened, or a refund failed. */
  reason?: string;
  /** Until when our side of an open dispute is heard. */
  answerBy?: string;
  /** When we learned of it, and when it came to its end: failed, won or lost. */
  at?: string;
  endedAt?: string;
}

/** What Stripe says of a reversal, and when we heard it. */
export type ReversalFact = Pick<
  Reversal,
  'id' | 'kind' | 'amount' | 'state' | 'request' | 'reason' | 'answerBy' | 'at'
>;

/** Whether the money of this reversal is away from us. */
export const isAway = (reversal: Pick<Reversal, 'state'>): boolean =>
  ['active', 'open', 'lost'].includes(reversal.state);

const OVER = new Set<Reversal['state']>(['failed', 'won', 'lost']);

/**
 * What is known of a reversal after a fact about it. An end is an end: an older fact that comes late does not open
 * it again (a refund may still fail after it was active).
 */
export function learn(known: Reversal | undefined, fact: ReversalFact): Reversal {
  const ended = OVER.has(fact.state) && fact.at ? { endedAt: fact.at } : {};
  if (!known) return { ...fact, taken: 0, returned: 0, applied: false, reversed: false, ...ended };
  if (OVER.has(known.state)) return known;
  const { state, amount, reason, answerBy } = fact;
  return {
    ...known,
    state,
    amount,
    ...(reason ? { reason } : {}),
    ...(answerBy ? { answerBy } : {}),
    ...ended,
  };
}

export interface Sold {
  /** Minor units. */
  amount: number;
  credits: number;
}

/** Money that is away, never more than was paid. */
export const amountAway = (sold: Pick<Sold, 'amount'>, reversals: readonly Reversal[]): number =>
  Math.min(
    sold.amount,
    reversals.filter(isAway).reduce((total, reversal) => total + reversal.amount, 0),
  );

/** Credits that should be taken back for money that is away: in proportion, rounded down in the client's favour. */
export const creditsOwedBack = (sold: Sold, away: number): number =>
  creditsWorth({ paid: sold.amount, credits: sold.credits }, away);

/** The fee is given back in proportion, rounded like the fee itself: half up. */
export const feeReversed = (fee: number, amount: number, away: number): number =>
  Number((BigInt(fee) * BigInt(away) * 2n + BigInt(amount)) / (BigInt(amount) * 2n));

export function statusAfter(sold: Pick<Sold, 'amount'>, reversals: readonly Reversal[]): PaymentStatus {
  if (reversals.some((reversal) => reversal.state === 'open')) return 'disputed';
  const away = amountAway(sold, reversals);
  if (away === 0) return 'succeeded';
  return away >= sold.amount ? 'refunded' : 'partially_refunded';
}

export interface Step {
  /** The reversal it is for. */
  id: string;
  kind: 'take' | 'return';
  /** Credits of the lot that should be away after it, for all reversals up to then: taken, or owed by the lot. */
  owed: number;
}

/**
 * What is to be done next with the lot, or null when it is where the money says. The caller does it, writes the
 * result with `recorded`, and asks again; asked once more after the end there is nothing left.
 */
export function nextStep(sold: Sold, reversals: readonly Reversal[]): Step | null {
  const owed = (counted: readonly Reversal[]): number => creditsOwedBack(sold, amountAway(sold, counted));
  const failed = reversals.find((reversal) => reversal.applied && !reversal.reversed && !isAway(reversal));
  if (failed)
    return { id: failed.id, kind: 'return', owed: owed(reversals.filter((reversal) => reversal.applied)) };
  const waiting = reversals.find((reversal) => !reversal.applied && isAway(reversal));
  if (!waiting) return null;
  return {
    id: waiting.id,
    kind: 'take',
    owed: owed(reversals.filter((reversal) => reversal.applied || reversal === waiting)),
  };
}

/** The credits that a step moved, and those that a take could not find unspent. */
export interface Done {
  moved: number;
  short: number;
}

/** The reversals after a step was done. */
export const recorded = (reversals: readonly Reversal[], step: Step, { moved, short }: Done): Reversal[] =>
  reversals.map((reversal) => {
    if (reversal.id !== step.id) return reversal;
    return step.kind === 'take'
      ? { ...reversal, applied: true, taken: moved, short }
      : { ...reversal, reversed: true, returned: moved };
  });
