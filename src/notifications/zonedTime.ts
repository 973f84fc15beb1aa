import { DateTime, IANAZone } from 'luxon';

import { minorDigits } from '@/platform/minorDigits';

/** Times as a reader sees them: in their zone, with the zone named. Pure. */
const at = (instant: string | Date, zone: string): DateTime =>
  DateTime.fromJSDate(new Date(instant), { zone }).setLocale('en-GB');

/** "Tuesday 24 November 2026, 15:00–16:00"; the second day is named when the session ends on another. */
export function localSpan(startsAt: string | Date, endsAt: string | Date, zone: string): string {
  const start = at(startsAt, zone);
  const end = at(endsAt, zone);
  const sameDay = start.hasSame(end, 'day');
  return `${start.toFormat('cccc d LLLL yyyy, HH:mm')}–${end.toFormat(sameDay ? 'HH:mm' : 'cccc HH:mm')}`;
}

/** "Tuesday 24 November 2026, 15:00" */
export const localMoment = (instant: string | Date, zone: string): string =>
  at(instant, zone).toFormat('cccc d LLLL yyyy, HH:mm');

/** "24 Nov 2026, 3:00 PM": short, as the portal writes it. */
export const shortMoment = (instant: string | Date, zone: string): string =>
  at(instant, zone).setLocale('en-US').toFormat('d LLL yyyy, h:mm a');

/** "24 Nov 2026" */
export const shortDay = (instant: string | Date, zone: string): string =>
  at(instant, zone).setLocale('en-US').toFormat('d LLL yyyy');

/** Costly to make, and always the same for a zone. */
const zoneFormats = new Map<string, Intl.DateTimeFormat>();

function shortZoneName(instant: string | Date, zone: string): string | undefined {
  if (!IANAZone.isValidZone(zone)) return undefined;
  const format =
    zoneFormats.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'short' });
  zoneFormats.set(zone, format);
  return format.formatToParts(new Date(instant)).find(({ type }) => type === 'timeZoneName')?.value;
}

/** "Today", "Tomorrow", else "Tuesday 24 November": what a reader in this zone calls the day of an instant. */
export function nearDay(instant: string | Date, now: Date, zone: string): string {
  const day = at(instant, zone);
  const today = at(now, zone);
  if (day.hasSame(today, 'day')) return 'Today';
  return day.hasSame(today.plus({ days: 1 }), 'day') ? 'Tomorrow' : day.toFormat('cccc d LLLL');
}

const MINUTE_MS = 60_000;
const counted = (number: number, unit: string): string =>
  `In ${number === 1 ? 'one' : number} ${unit}${number === 1 ? '' : 's'}`;

/** "In one hour", "In 40 minutes", "In 14 hours": to five minutes, to the minute when less than ten are left. */
export function timeLeft(instant: string | Date, now: Date): string {
  const minutes = (new Date(instant).getTime() - now.getTime()) / MINUTE_MS;
  if (minutes < 0.5) return 'Now';
  if (minutes < 10) return counted(Math.round(minutes), 'minute');
  const inFives = Math.round(minutes / 5) * 5;
  if (inFives < 90) return inFives === 60 ? counted(1, 'hour') : counted(inFives, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? counted(hours, 'hour') : counted(Math.round(hours / 24), 'day');
}

/** "Europe/London (GMT)", as the zone is called at that moment. */
export function zoneName(instant: string | Date, zone: string): string {
  const short = shortZoneName(instant, zone);
  return short ? `${zone} (${short})` : zone;
}

export const formatMoney = (minorUnits: number, currency: string): string => {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: currency.toUpperCase() });
  return format.format(minorUnits / 10 ** minorDigits(currency));
};
