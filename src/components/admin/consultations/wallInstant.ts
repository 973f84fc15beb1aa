import { clockTime, dayKey } from '@/components/portal/format/dates';

/** What calendar and clock show in a zone: the values of a date and a time input. */
export interface Wall {
  /** 2026-11-24 */
  date: string;
  /** 14:05 */
  time: string;
}

const DAY_MS = 86_400_000;

export const wallOf = (instant: string | number, zone: string): Wall => ({
  date: dayKey(new Date(instant), zone),
  time: clockTime(new Date(instant), zone),
});

const asUtc = ({ date, time }: Wall): number => Date.parse(`${date}T${time}:00Z`);

/**
 * The instant at which a zone's clocks show this, in milliseconds. Null where a clock change skips it; where one
 * repeats it the first counts, as for working hours.
 */
export function wallInstant(wall: Wall, zone: string): number | null {
  const guess = asUtc(wall);
  if (Number.isNaN(guess)) return null;
  // The zone's offset a day before and a day after: one of the two holds at the instant looked for.
  const possible = [guess - DAY_MS, guess + DAY_MS].map((near) => guess - (asUtc(wallOf(near, zone)) - near));
  const shown = possible.filter((instant) => asUtc(wallOf(instant, zone)) === guess);
  return shown.length === 0 ? null : Math.min(...shown);
}

const QUARTER_MS = 900_000;

/** The instant typed by hand, or a sentence that says why there is none. */
export function typedInstant(wall: Wall, zone: string, now: Date): { instant: string } | { problem: string } {
  // A year is typed digit by digit: 0002, 0020, 0203.
  if (!/^2\d{3}-/.test(wall.date) || !wall.time) return { problem: 'Say the day and the time.' };
  const instant = wallInstant(wall, zone);
  if (instant === null)
    return { problem: 'There is no such time on that day: the clocks go forward over it.' };
  if (instant <= now.getTime()) return { problem: 'This time has passed.' };
  if (instant % QUARTER_MS !== 0) return { problem: 'A quarter hour, please, such as 09:15.' };
  return { instant: new Date(instant).toISOString() };
}
