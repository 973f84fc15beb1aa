import { hasExpired, type Lot } from '@/credits/lots';

/** Credits that should have gone with their money and could not be taken, by where they lie. */
export interface Missing {
  held: number;
  used: number;
  /** Lapsed, or voided by staff: nobody can use them, so nobody has to decide about them. */
  gone: number;
}

export const NOTHING_MISSING: Missing = { held: 0, used: 0, gone: 0 };

export const addMissing = (a: Missing, b: Missing): Missing => ({
  held: a.held + b.held,
  used: a.used + b.used,
  gone: a.gone + b.gone,
});

/**
 * Where the last `short` of what a lot owes lies: what is still to be used first, then what is gone, then
 * what was used, as the value of a credit has it (decision 0014). What the lot owed before is counted before,
 * so that no credit is missed twice. Pure.
 */
export function missingOf(lot: Lot | undefined, short: number, now: Date): Missing {
  if (!lot || short === 0) return NOTHING_MISSING;
  const owing = lot.owedBack ?? 0;
  const [before, after] = [spread(lot, owing - short, now), spread(lot, owing, now)];
  return { held: after.held - before.held, used: after.used - before.used, gone: after.gone - before.gone };
}

function spread(lot: Lot, owing: number, now: Date): Missing {
  const held = Math.min(owing, lot.held);
  const lapsed = hasExpired(lot, now) ? lot.available : 0;
  const gone = Math.min(owing - held, lot.expired + lot.voided + lapsed);
  return { held, gone, used: owing - held - gone };
}
