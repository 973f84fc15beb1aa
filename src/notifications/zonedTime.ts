import { DateTime, IANAZone } from 'luxon';

/** Times as a reader sees them: in their zone, with the zone named. Pure. */
const at = (instant: string | Date, zone: string): DateTime => DateTime.fromJSDate(new Date(instant), { zone }).setLocale('en-GB');

/** "Tuesday 24 November 2026, 15:00–16:00"; the second day is named when the session ends on another. */
export function localSpan(startsAt: string | Date, endsAt: string | Date, zone: string): string {
  const start = at(startsAt, zone);
  const end = at(endsAt, zone);
  const sameDay = start.hasSame(end, 'day');
  return `${start.toFormat('cccc d LLLL yyyy, HH:mm')}–${end.toFormat(sameDay ? 'HH:mm' : 'cccc HH:mm')}`;
}

/** "Tuesday 24 November 2026, 15:00" */
export const localMoment = (instant: string | Date, zone: string): string => at(instant, zone).toFormat('cccc d LLLL yyyy, HH:mm');

/** "24 Nov 2026, 3:00 PM": short, as the portal writes it. */
export const shortMoment = (instant: string | Date, zone: string): string => at(instant, zone).setLocale('en-US').toFormat('d LLL yyyy, h:mm a');

/** "24 Nov 2026" */
export const shortDay = (instant: string | Date, zone: string): string => at(instant, zone).setLocale('en-US').toFormat('d LLL yyyy');

/** Costly to make, and always the same for a zone. */
const zoneFormats = new Map<string, Intl.DateTimeFormat>();

function shortZoneName(instant: string | Date, zone: string): string | undefined {
  if (!IANAZone.isValidZone(zone)) return undefined;
  const format = zoneFormats.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'short' });
  zoneFormats.set(zone, format);
  return format.formatToParts(new Date(instant)).find(({ type }) => type === 'timeZoneName')?.value;
}

/** "Europe/London (GMT)", as the zone is called at that moment. */
export function zoneName(instant: string | Date, zone: string): string {
  const short = shortZoneName(instant, zone);
  return short ? `${zone} (${short})` : zone;
}

export const formatMoney = (minorUnits: number, currency: string): string => {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: currency.toUpperCase() });
  return format.format(minorUnits / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
};
