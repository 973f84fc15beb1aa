import { giveBack, type ModelLot, newLot, takeDue, takenOf, unpaid } from './lots';

/**
 * A payment twice over: what is true at Stripe, and what of it the product has been told.
 * Source: docs/domain.md#payments
 */
export interface ModelPayment {
  id: string;
  intentId: string;
  client: number;
  offer: Offer;
  createdAt: number;
  truth: Truth;
  known: Known;
  /** Refunds by staff that Stripe has not answered yet. */
  pending: { id: string; amount: number; isMade: boolean }[];
}

export interface Offer {
  slug: string;
  credits: number;
  /** Minor units. */
  amount: number;
  validityDays: number;
  bookBeforeExpiry: boolean;
}

export type IntentState = 'created' | 'failed' | 'processing' | 'succeeded' | 'cancelled';

interface Truth {
  intent: IntentState;
  /** In the order they were made; the id is Stripe's, known after the step. */
  refunds: { id: string; amount: number; hasFailed: boolean }[];
  dispute?: { id: string; state: 'open' | 'won' | 'lost' };
  /** How a delayed payment will end. */
  settlesAs?: 'succeeded' | 'failed';
}

/** A refund or a dispute, as far as the product has heard of it. */
interface KnownReversal {
  amount: number;
  isAway: boolean;
  /** Nothing changes any more: a refund that failed, a dispute that was decided. */
  isOver: boolean;
  isOpen: boolean;
  isRefund: boolean;
}

interface Known {
  intent: IntentState;
  lot?: ModelLot;
  reversals: Map<string, KnownReversal>;
  /** Credits that should have gone back and were spent or held. */
  shortfall: number;
  isRefused: boolean;
  /** A refund did not go through, as far as the product has heard. */
  hasFailed: boolean;
}

export type Fact = { id: string } & KnownReversal;

const DAY_MS = 86_400_000;
const PURCHASE_PRIORITY = 100;

export const newPayment = (
  payment: Pick<ModelPayment, 'id' | 'intentId' | 'client' | 'offer' | 'createdAt'>,
): ModelPayment => ({
  ...payment,
  truth: { intent: 'created', refunds: [] },
  known: { intent: 'created', reversals: new Map(), shortfall: 0, isRefused: false, hasFailed: false },
  pending: [],
});

/** Minor units Stripe would still give back. */
export const leftAtStripe = ({ truth, offer }: ModelPayment): number =>
  truth.intent !== 'succeeded' || truth.dispute
    ? 0
    : offer.amount -
      truth.refunds.filter(({ hasFailed }) => !hasFailed).reduce((sum, { amount }) => sum + amount, 0);

const awayOf = (
  { known, offer }: ModelPayment,
  counts: (reversal: KnownReversal) => boolean = () => true,
): number =>
  Math.min(
    offer.amount,
    [...known.reversals.values()]
      .filter((reversal) => reversal.isAway && counts(reversal))
      .reduce((sum, { amount }) => sum + amount, 0),
  );

/** Minor units staff may still ask back, as far as the product knows. */
export function leftForStaff(payment: ModelPayment): number {
  if (payment.known.intent !== 'succeeded' || statusOf(payment) === 'disputed') return 0;
  return Math.max(
    0,
    payment.offer.amount - awayOf(payment) - payment.pending.reduce((sum, { amount }) => sum + amount, 0),
  );
}

export function statusOf(payment: ModelPayment): string {
  if (payment.known.intent !== 'succeeded') return payment.known.intent;
  if ([...payment.known.reversals.values()].some(({ isOpen }) => isOpen)) return 'disputed';
  const away = awayOf(payment);
  if (away === 0) return 'succeeded';
  return away === payment.offer.amount ? 'refunded' : 'partially_refunded';
}

/** Money given back for good; what a bank only holds until it decides is not counted. */
export const refundedAmountOf = (payment: ModelPayment): number => awayOf(payment, ({ isOpen }) => !isOpen);

/** The product looks at the intent, and hears of refunds and disputes. */
export function converge(payment: ModelPayment, facts: readonly Fact[], now: number): void {
  const { known, truth, offer } = payment;
  if (known.intent !== 'succeeded') known.intent = truth.intent;
  if (known.intent !== 'succeeded') return;
  known.lot ??= newLot(
    {
      id: '',
      client: payment.client,
      priority: PURCHASE_PRIORITY,
      grantedAt: now,
      expiresAt: now + offer.validityDays * DAY_MS,
      bookBeforeExpiry: offer.bookBeforeExpiry,
    },
    offer.credits,
  );
  const { lot } = known;
  const asOfNow = (): number => Math.floor((offer.credits * awayOf(payment)) / offer.amount);
  known.hasFailed ||= facts.some(({ isAway, isRefund }) => isRefund && !isAway);
  // What is over first: it may free what the others take.
  for (const fact of facts)
    if (known.reversals.get(fact.id)?.isOver === false) known.reversals.set(fact.id, fact);
  lot.due = asOfNow();
  giveBack(lot, Math.max(0, takenOf(lot) - lot.due), now);
  for (const fact of facts.filter(({ id }) => !known.reversals.has(id))) known.reversals.set(fact.id, fact);
  const before = unpaid(lot, now);
  // Rounded down in the client's favour.
  lot.due = asOfNow();
  takeDue(lot, now);
  known.shortfall += unpaid(lot, now) - before;
}

export const refundFacts = ({ truth }: ModelPayment): Fact[] =>
  truth.refunds.map(({ amount, hasFailed }, index) => ({
    id: `refund ${index}`,
    amount,
    isAway: !hasFailed,
    isOver: hasFailed,
    isOpen: false,
    isRefund: true,
  }));

export const disputeFact = ({ offer }: ModelPayment, state: 'open' | 'won' | 'lost'): Fact => ({
  ...{ id: 'dispute', amount: offer.amount },
  ...{ isAway: state !== 'won', isOver: state !== 'open', isOpen: state === 'open', isRefund: false },
});
