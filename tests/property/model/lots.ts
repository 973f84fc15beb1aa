/**
 * What a client should own, told credit by credit: each is one object in one place. Apart from the product's rules,
 * which count quantities; the two should not share a mistake. Source: docs/domain.md#credits
 */
export type Place = 'available' | 'held' | 'used' | 'expired' | 'voided' | 'taken';

export interface Credit {
  place: Place;
  /** The booking it is held for. */
  booking?: string;
}

export interface ModelLot {
  /** The product's id of it; known after the step that made it. */
  id: string;
  client: number;
  priority: number;
  grantedAt: number;
  expiresAt: number;
  bookBeforeExpiry: boolean;
  isVoid: boolean;
  /** How many credits should be away because their money is. Those that are not yet, go when they come back. */
  due: number;
  credits: Credit[];
}

export const newLot = (lot: Omit<ModelLot, 'isVoid' | 'due' | 'credits'>, credits: number): ModelLot => ({
  ...lot,
  isVoid: false,
  due: 0,
  credits: Array.from({ length: credits }, () => ({ place: 'available' })),
});

const DAY_MS = 86_400_000;
const GRACE_MS = 30 * DAY_MS;

const hasLapsed = (lot: ModelLot, now: number): boolean => lot.expiresAt <= now;

const inPlace = (lot: ModelLot, place: Place): Credit[] =>
  lot.credits.filter((credit) => credit.place === place);

/** Where the credits of a lot are, judged by the clock: a lapsed credit is expired, recorded or not. */
export function placesOf(lot: ModelLot, now: number): Record<Place, number> {
  const places: Record<Place, number> = { available: 0, held: 0, used: 0, expired: 0, voided: 0, taken: 0 };
  for (const credit of lot.credits) {
    const isGone = credit.place === 'available' && hasLapsed(lot, now);
    places[isGone ? 'expired' : credit.place] += 1;
  }
  return places;
}

const move = (credits: readonly Credit[], place: Place): void => {
  for (const credit of credits) {
    credit.place = place;
    delete credit.booking;
  }
};

/** Makes it final that what has lapsed is gone: no later expiry brings it back. */
export function lapse(lot: ModelLot, now: number): void {
  if (hasLapsed(lot, now)) move(inPlace(lot, 'available'), 'expired');
}

const byBurnOrder = (a: ModelLot, b: ModelLot): number =>
  a.priority - b.priority || a.expiresAt - b.expiresAt || a.grantedAt - b.grantedAt || (a.id < b.id ? -1 : 1);

/** @returns false, and holds nothing, when the lots together cannot pay. */
export function hold(
  lots: readonly ModelLot[],
  booking: string,
  quantity: number,
  now: number,
  startsAt: number,
): boolean {
  const spendable = lots
    .filter(
      (lot) => !lot.isVoid && !hasLapsed(lot, now) && (lot.bookBeforeExpiry || !hasLapsed(lot, startsAt)),
    )
    .sort(byBurnOrder)
    .flatMap((lot) => inPlace(lot, 'available'));
  if (spendable.length < quantity) return false;
  for (const credit of spendable.slice(0, quantity)) Object.assign(credit, { place: 'held', booking });
  return true;
}

const heldFor = (lot: ModelLot, booking: string): Credit[] =>
  lot.credits.filter((credit) => credit.booking === booking);

export function consume(lots: readonly ModelLot[], booking: string): void {
  for (const lot of lots) move(heldFor(lot, booking), 'used');
}

export function release(lots: readonly ModelLot[], booking: string, now: number, ourFault: boolean): void {
  for (const lot of lots) {
    const held = heldFor(lot, booking);
    if (held.length === 0) continue;
    if (ourFault && hasLapsed(lot, now) && !lot.isVoid) {
      lapse(lot, now);
      lot.expiresAt = now + GRACE_MS;
    }
    comeBack(lot, held, now);
    takeDue(lot, now);
  }
}

/** A credit that comes back shares the fate of its lot. */
function comeBack(lot: ModelLot, credits: readonly Credit[], now: number): void {
  move(credits, lot.isVoid ? 'voided' : hasLapsed(lot, now) ? 'expired' : 'available');
}

/** @returns false when the rule refuses it. */
export function extend(lot: ModelLot, expiresAt: number, now: number): boolean {
  if (expiresAt <= lot.expiresAt || expiresAt <= now) return false;
  if (hasLapsed(lot, now) && inPlace(lot, 'held').length === 0) return false;
  lapse(lot, now);
  lot.expiresAt = expiresAt;
  return true;
}

/** @returns false when nothing is left to void. */
export function voidLot(lot: ModelLot, now: number): boolean {
  const { available, held } = placesOf(lot, now);
  if (lot.isVoid || available + held === 0) return false;
  lapse(lot, now);
  move(inPlace(lot, 'available'), 'voided');
  lot.isVoid = true;
  return true;
}

/** Takes what is due and there: what is spent, held or lapsed cannot be. */
export function takeDue(lot: ModelLot, now: number): void {
  if (!hasLapsed(lot, now))
    move(inPlace(lot, 'available').slice(0, Math.max(0, lot.due - takenOf(lot))), 'taken');
}

/**
 * Credits that are due and not taken, of them those that are held or used: the held are counted first, then
 * those gone, then the used.
 */
export function unpaid(lot: ModelLot, now: number): number {
  const { held, expired, voided } = placesOf(lot, now);
  const owing = lot.due - takenOf(lot);
  const isHeld = Math.min(owing, held);
  const isGone = Math.min(owing - isHeld, expired + voided);
  return owing - isGone;
}

export function giveBack(lot: ModelLot, quantity: number, now: number): void {
  lapse(lot, now);
  comeBack(lot, inPlace(lot, 'taken').slice(0, quantity), now);
}

export const takenOf = (lot: ModelLot): number => inPlace(lot, 'taken').length;
