import { type Placed } from './settlement';
import { type Account, type Movement } from './wallet';

/** Where the credits of a booking that ends come to lie. Each counts credits; together they are what was held. */
export interface Settled {
  /** May be spent again. */
  returned: number;
  /** Their lot has lapsed. */
  expired: number;
  /** Staff took their lot out of use. */
  withdrawn: number;
  /** Their money went back, or is disputed. */
  takenBack: number;
  /** Of those returned, how many had lapsed and live on by the grace that follows a fault of ours. */
  byGrace: number;
}

/** Reads it from the movements that a settlement makes, whatever stops they make on their way. Pure. */
export function settledBy(movements: readonly Movement[]): Settled {
  const net: Partial<Record<Account, number>> = {};
  const add = (account: Account, quantity: number): void =>
    void (net[account] = (net[account] ?? 0) + quantity);
  // What had lapsed of the same lot before is not of this booking.
  const own = movements.filter(({ kind }) => kind !== 'expire');
  for (const { from, to, quantity } of own) {
    add(from, -quantity);
    add(to, quantity);
  }
  const graced = new Set(movements.filter(({ kind }) => kind === 'extend').map(({ grant }) => grant));
  const byGrace = own
    .filter(({ grant, to }) => graced.has(grant) && to === 'available')
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const of = (account: Account): number => Math.max(0, net[account] ?? 0);
  return {
    returned: of('available'),
    expired: of('expired'),
    withdrawn: of('voided'),
    takenBack: of('clawed_back'),
    byGrace: Math.min(byGrace, of('available')),
  };
}

/** The same for a booking that has ended, from where its credits lie. Pure. */
export function settledAt(places: readonly Pick<Placed, 'account' | 'quantity'>[]): Settled {
  const of = (account: Account): number =>
    places.filter((place) => place.account === account).reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    returned: of('available'),
    expired: of('expired'),
    withdrawn: of('voided'),
    takenBack: of('clawed_back'),
    byGrace: 0,
  };
}
