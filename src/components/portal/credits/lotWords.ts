import { relativeDay } from '../format/dates';
import { type BalanceView, type LotView } from '../types';
import { creditCount } from '../format/credits';

/** What is left of a lot: what can be booked with, and what is set aside for a session. */
export function leftOf(lot: LotView): number {
  return lot.available + lot.held;
}

/** `2 of 4 credits left`. */
export function leftText(lot: LotView): string {
  return `${leftOf(lot)} of ${creditCount(lot.total)} left`;
}

/** `1 available · 1 set aside · 2 used`, and what was taken back of it: together all that was issued. */
export function placesText({ total, available, held, used }: LotView): string {
  const gone = total - available - held - used;
  return [
    `${available} available`,
    `${held} set aside`,
    `${used} used`,
    ...(gone > 0 ? [`${gone} taken back`] : []),
  ].join(' · ');
}

const DAY_MS = 86_400_000;

/** How soon a lot lapses, as far as it matters: only while it has something that can lapse. */
export function urgencyOf(lot: LotView, asOf: string): 'day' | 'week' | 'none' {
  if (lot.available === 0) return 'none';
  const left = Date.parse(lot.expiresAt) - Date.parse(asOf);
  if (left <= DAY_MS) return 'day';
  return left <= 7 * DAY_MS ? 'week' : 'none';
}

/** `Expires in 3 days`, `Expired 2 days ago`. */
export function expiryText(lot: LotView, zone: string, asOf: string): string {
  const isOver = Date.parse(lot.expiresAt) <= Date.parse(asOf);
  return `${isOver ? 'Expired' : 'Expires'} ${relativeDay(lot.expiresAt, zone, new Date(asOf))}`;
}

export interface Warning {
  tone: 'warn' | 'bad';
  title: string;
  text: string;
}

/** What the client should be told now, the most pressing first. */
export function warningsOf(balance: BalanceView): Warning[] {
  const { within1Day, within7Days } = balance.expiring;
  const warnings: Warning[] = [];
  if (within1Day > 0) {
    warnings.push({
      tone: 'bad',
      title: `${creditCount(within1Day)} will expire within a day`,
      text: 'Book a session now to use them.',
    });
  }
  if (within7Days > within1Day) {
    warnings.push({
      tone: 'warn',
      title: `${creditCount(within7Days)} will expire within 7 days`,
      text: 'Book a session before then to use them.',
    });
  }
  if (balance.lowBalance && balance.lots.length > 0) {
    const title =
      balance.available === 0
        ? 'You have no credits available'
        : `Only ${creditCount(balance.available)} available`;
    warnings.push({ tone: 'warn', title, text: 'Buy a package to keep booking without a break.' });
  }
  return warnings;
}
