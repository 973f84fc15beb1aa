/**
 * Dates and times in a named IANA zone. Built from parts with a fixed locale, so that the server's and
 * the browser's ICU data cannot disagree about separators and break hydration.
 */
type Parts = Partial<Record<Intl.DateTimeFormatPartTypes, string>>;

const formatters = new Map<string, Intl.DateTimeFormat>();

function partsOf(instant: string | Date, zone: string, options: Intl.DateTimeFormatOptions): Parts {
  const key = `${zone}|${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone });
    formatters.set(key, formatter);
  }
  return Object.fromEntries(
    formatter.formatToParts(new Date(instant)).map((part) => [part.type, part.value]),
  );
}

/** `Tuesday, 24 November 2026`; short: `Tue, 24 Nov 2026`. */
export function formatDay(instant: string | Date, zone: string, style: 'long' | 'short' = 'long'): string {
  const p = partsOf(instant, zone, { weekday: style, day: 'numeric', month: style, year: 'numeric' });
  return `${p.weekday}, ${p.day} ${p.month} ${p.year}`;
}

/** `24 Nov 2026`. */
export function formatDate(instant: string | Date, zone: string): string {
  const p = partsOf(instant, zone, { day: 'numeric', month: 'short', year: 'numeric' });
  return `${p.day} ${p.month} ${p.year}`;
}

/** `2:30 PM`. */
export function formatTime(instant: string | Date, zone: string): string {
  const p = partsOf(instant, zone, { hour: 'numeric', minute: '2-digit', hour12: true });
  return `${p.hour}:${p.minute} ${p.dayPeriod}`;
}

/** `2:30 – 3:30 PM`, with both half-days named where they differ. */
export function formatTimeRange(from: string | Date, to: string | Date, zone: string): string {
  const start = formatTime(from, zone);
  const end = formatTime(to, zone);
  const sameHalf = start.slice(-2) === end.slice(-2);
  return `${sameHalf ? start.slice(0, -3) : start} – ${end}`;
}

/** `Vienna time (GMT+1)`: the zone as people speak of it, with its offset at that moment. */
export function zoneName(zone: string, at: string | Date): string {
  const offset = partsOf(at, zone, { timeZoneName: 'shortOffset' }).timeZoneName ?? '';
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  if (zone === 'UTC' || zone === 'Etc/UTC') return 'UTC';
  return `${city} time (${offset})`;
}

/** The calendar day of an instant in a zone, `2026-11-24`: for grouping and comparing. */
export function dayKey(instant: string | Date, zone: string): string {
  const p = partsOf(instant, zone, { year: 'numeric', month: '2-digit', day: '2-digit' });
  return `${p.year}-${p.month}-${p.day}`;
}

/** `14:05`: what a clock of 24 hours shows in a zone. */
export function clockTime(instant: string | Date, zone: string): string {
  const p = partsOf(instant, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${p.hour}:${p.minute}`;
}

/** Hour of the day, 0–23, in a zone. */
export function hourOf(instant: string | Date, zone: string): number {
  return Number(partsOf(instant, zone, { hour: '2-digit', hourCycle: 'h23' }).hour);
}

/** `today`, `tomorrow`, `in 3 days`, `yesterday`, `12 days ago`: by calendar days in the zone. */
export function relativeDay(instant: string | Date, zone: string, now: Date): string {
  const days = Math.round((Date.parse(dayKey(instant, zone)) - Date.parse(dayKey(now, zone))) / 86_400_000);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}
