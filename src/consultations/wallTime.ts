import { DateTime } from 'luxon';

import { BUCKET_MINUTES } from './buckets';

/**
 * Wall time in a zone, as instants. Pure. A wall time that a clock change skips does not exist; one that repeats
 * exists once, the first time.
 */

/** The instant of a wall time, or null when a clock change skips it. */
export function instantOf(date: string, wall: string, zone: string): DateTime | null {
  if (wall === '24:00') return DateTime.fromISO(date, { zone }).plus({ days: 1 }).startOf('day');
  const at = DateTime.fromISO(`${date}T${wall}`, { zone });
  if (!at.isValid || at.toFormat('HH:mm') !== wall || at.toISODate() !== date) return null;
  // Luxon may give either reading of a repeated time, earliest first here; some zones repeat half an hour only.
  return at.getPossibleOffsets()[0] ?? at;
}

/** When a period ends: at its wall time or, where a clock change skips that, when the clock jumps over it. */
export function closingOf(date: string, wall: string, zone: string): DateTime {
  const exact = instantOf(date, wall, zone);
  if (exact) return exact;
  const shown = (at: DateTime): string => at.toFormat("yyyy-MM-dd'T'HH:mm");
  let closing = DateTime.fromISO(`${date}T${wall}`, { zone });
  for (
    let before = closing;
    shown(before) > `${date}T${wall}`;
    before = before.minus({ minutes: BUCKET_MINUTES })
  )
    closing = before;
  return closing;
}
