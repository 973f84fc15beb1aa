import { availableCredits } from './balance';
import { type Lot } from './lots';
import { type Change, type Movement, moveInLot, type Wallet } from './wallet';

const empty = (lot: Lot): Lot => ({
  ...lot,
  available: 0,
  held: 0,
  used: 0,
  expired: 0,
  voided: 0,
  clawedBack: 0,
});

function after(lot: Lot, movement: Movement): Lot {
  if (lot.grant !== movement.grant) return lot;
  return {
    ...moveInLot(lot, movement.from, movement.to, movement.quantity),
    expiresAt: movement.newExpiresAt ?? lot.expiresAt,
  };
}

/** What a client can spend after each movement of a change, judged at one moment. Pure. */
export function balancesAlong(
  before: Pick<Wallet, 'lots'>,
  { wallet, movements }: Change,
  now: Date,
): number[] {
  const known = new Set(before.lots.map(({ grant }) => grant));
  let lots = [...before.lots, ...wallet.lots.filter(({ grant }) => !known.has(grant)).map(empty)];
  return movements.map((movement) => {
    lots = lots.map((lot) => after(lot, movement));
    return availableCredits({ lots }, now);
  });
}
