import { hasExpired, type Lot } from './lots';
import { type Wallet } from './wallet';

/** What a client owns at one moment. The answer of GET /api/credits/balance. */
export interface Balance {
  available: number;
  held: number;
  used: number;
  expired: number;
  expiring: { within7Days: number; within1Day: number };
  activePackages: number;
  lowBalance: boolean;
  lots: BalanceLot[];
  asOf: string;
}

interface BalanceLot {
  grantId: string;
  packageName: string;
  source: Lot['source'];
  total: number;
  available: number;
  held: number;
  used: number;
  expiresAt: string;
}

/** At this many credits or fewer a client is warned, unless the owner has set another threshold. */
const LOW_BALANCE = 2;
const DAY_MS = 86_400_000;

const sum = (lots: readonly Lot[], pick: (lot: Lot) => number): number =>
  lots.reduce((total, lot) => total + pick(lot), 0);

/** What a client could spend now. */
export const availableCredits = (wallet: Pick<Wallet, 'lots'>, now: Date): number =>
  sum(
    wallet.lots.filter((lot) => !hasExpired(lot, now)),
    (lot) => lot.available,
  );

/** Judged by the clock, not by whether the nightly job has run: what has lapsed is not available. */
export function balanceOf(
  wallet: Pick<Wallet, 'lots'>,
  now: Date,
  lowBalanceAt: number = LOW_BALANCE,
): Balance {
  const live = wallet.lots.filter((lot) => !hasExpired(lot, now));
  const lapsed = wallet.lots.filter((lot) => hasExpired(lot, now));
  const within = (days: number): number =>
    sum(
      live.filter((lot) => lot.expiresAt.getTime() <= now.getTime() + days * DAY_MS),
      (lot) => lot.available,
    );
  const available = availableCredits(wallet, now);
  const active = live.filter((lot) => lot.available + lot.held > 0);
  return {
    available,
    held: sum(wallet.lots, (lot) => lot.held),
    used: sum(wallet.lots, (lot) => lot.used),
    expired: sum(wallet.lots, (lot) => lot.expired) + sum(lapsed, (lot) => lot.available),
    expiring: { within7Days: within(7), within1Day: within(1) },
    activePackages: active.length,
    lowBalance: available <= lowBalanceAt,
    lots: [...wallet.lots]
      .sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime())
      .filter((lot) => lot.held > 0 || !hasExpired(lot, now))
      .map((lot) => ({
        grantId: lot.grant,
        packageName: lot.packageName,
        source: lot.source,
        total: lot.total,
        available: hasExpired(lot, now) ? 0 : lot.available,
        held: lot.held,
        used: lot.used,
        expiresAt: lot.expiresAt.toISOString(),
      })),
    asOf: now.toISOString(),
  };
}
