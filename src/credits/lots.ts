/**
 * Lots and the order in which they burn. Pure: `now` is an argument, nothing is read or written.
 * Source: docs/domain.md#credits
 */
export interface Lot {
  grant: string;
  packageName: string;
  source: 'purchase' | 'manual' | 'trial';
  /** Low burns first. */
  priority: number;
  grantedAt: Date;
  /** Exclusive: at this instant the credit is gone. */
  expiresAt: Date;
  /** Booking before the expiry is enough; otherwise the session must start before it. */
  bookBeforeExpiry: boolean;
  /** Staff took it out of use: what is held of it is void when it comes back. */
  isVoid?: boolean;
  total: number;
  available: number;
  held: number;
  used: number;
  expired: number;
  voided: number;
  clawedBack: number;
  /**
   * Credits whose money is away and that could not be taken: they were held, used or gone. What comes back of the lot
   * is taken until this is paid. No account of its own: the credits are counted where they lie. Absent: none.
   */
  owedBack?: number;
}

export interface Part {
  grant: string;
  quantity: number;
}

export const hasExpired = (lot: Pick<Lot, 'expiresAt'>, now: Date): boolean =>
  lot.expiresAt.getTime() <= now.getTime();

/** What of a lot may be held now, for a session that starts at `startsAt`. */
export function spendable(lot: Lot, now: Date, startsAt: Date): number {
  if (lot.isVoid || hasExpired(lot, now)) return 0;
  if (!lot.bookBeforeExpiry && hasExpired(lot, startsAt)) return 0;
  return lot.available;
}

/** Priority, then earliest expiry, then creation, then id: the same lots always burn in the same order. */
export function byBurnOrder(a: Lot, b: Lot): number {
  return (
    a.priority - b.priority ||
    a.expiresAt.getTime() - b.expiresAt.getTime() ||
    a.grantedAt.getTime() - b.grantedAt.getTime() ||
    (a.grant < b.grant ? -1 : a.grant > b.grant ? 1 : 0)
  );
}

/** The lots that pay for `quantity` credits, or null when together they cannot. */
export function allocate(lots: readonly Lot[], quantity: number, now: Date, startsAt: Date): Part[] | null {
  const parts: Part[] = [];
  let missing = quantity;
  for (const lot of [...lots].sort(byBurnOrder)) {
    if (missing === 0) break;
    const taken = Math.min(spendable(lot, now, startsAt), missing);
    if (taken === 0) continue;
    parts.push({ grant: lot.grant, quantity: taken });
    missing -= taken;
  }
  return missing === 0 ? parts : null;
}
