import { hasExpired, type Lot } from './lots';

/**
 * What the credits of a lot are worth, to the cent: earned + deferred + expired + refunded = paid, at every moment.
 * Pure. Money is whole minor units. Source: docs/domain.md#credits docs/decisions/0014-value-of-a-credit.md
 */
export interface Sold {
  /** What was paid for the lot; 0 for a trial and for credits assigned by staff. */
  paid: number;
  credits: number;
}

export interface Value {
  paid: number;
  /** Of credits that were used. */
  earned: number;
  /** Of credits that may still be used: available, held, or frozen by an open dispute. */
  deferred: number;
  /** Of credits that lapsed or were voided: nobody can use them, and their money stays. */
  expired: number;
  /** Money given back at Stripe, or lost in a dispute. */
  refunded: number;
}

type Accounts = Pick<Lot, 'available' | 'held' | 'used' | 'expired' | 'voided' | 'clawedBack'>;

/**
 * Price of the first `count` credits: each price ÷ credits rounded down; what is left over goes to the last,
 * a cent each.
 */
export function priceOfFirst({ paid, credits }: Sold, count: number): number {
  const base = Math.floor(paid / credits);
  const leftOver = paid - base * credits;
  return base * count + Math.max(0, count - (credits - leftOver));
}

/** Price of the k-th credit, counted from 1. */
export const priceOf = (sold: Sold, k: number): number => priceOfFirst(sold, k) - priceOfFirst(sold, k - 1);

/** Credits that a sum of money pays for: in proportion, rounded down. */
export const creditsWorth = ({ paid, credits }: Sold, money: number): number =>
  paid === 0 ? 0 : Number((BigInt(credits) * BigInt(money)) / BigInt(paid));

/** The accounts as the clock sees them: what has lapsed is expired, recorded or not. */
export const accountsAt = (lot: Lot, now: Date): Accounts =>
  hasExpired(lot, now) ? { ...lot, available: 0, expired: lot.expired + lot.available } : lot;

/**
 * The credits of a lot are counted in this order: used, lapsed or voided, still to be used, taken back. Money that went
 * back is that of the credits taken back; what it exceeds their price comes from what is deferred, then from what is
 * expired, and only then from what was earned.
 */
export function valueOf(sold: Sold, accounts: Accounts, refunded: number): Value {
  const paidBack = Math.min(accounts.clawedBack, creditsWorth(sold, refunded));
  const lapsed = accounts.expired + accounts.voided;
  const open = accounts.available + accounts.held + (accounts.clawedBack - paidBack);
  const [earned, expired, deferred, takenBack] = pricesOf(sold, [accounts.used, lapsed, open, paidBack]) as [
    number,
    number,
    number,
    number,
  ];
  const short = refunded - takenBack;
  // Credits are taken back rounded down and counted from the last, so their price may exceed the money by some cents.
  if (short < 0)
    return {
      paid: sold.paid,
      refunded,
      ...keepCents({ earned, expired, deferred }, { lapsed, open }, -short),
    };
  const fromDeferred = Math.min(short, deferred);
  const fromExpired = Math.min(short - fromDeferred, expired);
  return {
    paid: sold.paid,
    earned: earned - (short - fromDeferred - fromExpired),
    deferred: deferred - fromDeferred,
    expired: expired - fromExpired,
    refunded,
  };
}

/** Prices of so many credits, one group after the other. */
function pricesOf(sold: Sold, groups: readonly number[]): number[] {
  let counted = 0;
  return groups.map((count) => {
    const price = priceOfFirst(sold, counted + count) - priceOfFirst(sold, counted);
    counted += count;
    return price;
  });
}

type Kept = Pick<Value, 'earned' | 'expired' | 'deferred'>;

function keepCents(kept: Kept, { lapsed, open }: { lapsed: number; open: number }, cents: number): Kept {
  if (open > 0) return { ...kept, deferred: kept.deferred + cents };
  return lapsed > 0 ? { ...kept, expired: kept.expired + cents } : { ...kept, earned: kept.earned + cents };
}

export const NO_VALUE: Value = { paid: 0, earned: 0, deferred: 0, expired: 0, refunded: 0 };

export const addValues = (a: Value, b: Value): Value => ({
  paid: a.paid + b.paid,
  earned: a.earned + b.earned,
  deferred: a.deferred + b.deferred,
  expired: a.expired + b.expired,
  refunded: a.refunded + b.refunded,
});

/** What does not add up, in words, or null. */
export function valueFault({ paid, earned, deferred, expired, refunded }: Value): string | null {
  const parts = { earned, deferred, expired, refunded };
  const told = Object.entries(parts)
    .map(([name, amount]) => `${amount} ${name}`)
    .join(' + ');
  if (earned + deferred + expired + refunded !== paid) return `${told} is not the ${paid} that was paid`;
  return Object.values(parts).some((amount) => amount < 0) ? `of the ${paid} that was paid, ${told}` : null;
}
