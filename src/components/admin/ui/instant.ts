import {
  dayKey,
  formatDate,
  formatDay,
  formatTime,
  formatTimeRange,
  zoneName,
} from '@/components/portal/format/dates';

const twentyFourHours = (instant: string | Date): string => new Date(instant).toISOString().slice(11, 16);

/** `24 Nov 2026, 14:05 UTC`: the same wherever it is read. */
export const utcInstant = (instant: string | Date): string =>
  `${formatDate(instant, 'UTC')}, ${twentyFourHours(instant)} UTC`;

const ISO = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** Reasons name instants as the records do; people read them as everywhere else. */
export const readableInstants = (text: string): string =>
  text.replaceAll(ISO, (instant) => utcInstant(instant));

/** `Tue, 24 Nov 2026, 14:00 – 15:00 UTC`. */
export const utcSpan = (from: string, to: string): string =>
  `${formatDay(from, 'UTC', 'short')}, ${twentyFourHours(from)} – ${twentyFourHours(to)} UTC`;

/** `2:00 – 3:00 PM, London time (GMT)`, with the day where it is another one than in UTC. */
export function localSpan(from: string, to: string, zone: string): string {
  const otherDay = dayKey(from, zone) === dayKey(from, 'UTC') ? '' : `${formatDay(from, zone, 'short')}, `;
  return `${otherDay}${formatTimeRange(from, to, zone)}, ${zoneName(zone, from)}`;
}

/** `2:00 PM, London time (GMT)`. */
export function localTime(instant: string, zone: string): string {
  const otherDay =
    dayKey(instant, zone) === dayKey(instant, 'UTC') ? '' : `${formatDay(instant, zone, 'short')}, `;
  return `${otherDay}${formatTime(instant, zone)}, ${zoneName(zone, instant)}`;
}
