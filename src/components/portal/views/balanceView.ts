import { type BalanceView, type LotView } from '../types';
import { instant, list, number, record, text } from './read';

/** The answer of GET /api/credits/balance. */
export function toBalanceView(value: unknown): BalanceView {
  const it = record(value);
  const expiring = record(it.expiring);
  return {
    available: number(it.available),
    held: number(it.held),
    used: number(it.used),
    expired: number(it.expired),
    expiring: { within7Days: number(expiring.within7Days), within1Day: number(expiring.within1Day) },
    activePackages: number(it.activePackages),
    lowBalance: it.lowBalance === true,
    lots: list(it.lots).map(toLotView),
    asOf: instant(it.asOf),
  };
}

function toLotView(value: unknown): LotView {
  const it = record(value);
  return {
    grantId: text(it.grantId),
    packageName: text(it.packageName) || sourceName(text(it.source)),
    source: text(it.source),
    total: number(it.total),
    available: number(it.available),
    held: number(it.held),
    used: number(it.used),
    expiresAt: instant(it.expiresAt),
  };
}

function sourceName(source: string): string {
  if (source === 'trial') return 'Free trial';
  return source === 'purchase' ? 'Package' : 'Credits from our team';
}
