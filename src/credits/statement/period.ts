import { DateTime } from 'luxon';

/** Half-open: from the first instant to before the second. */
export interface Period {
  from: Date;
  to: Date;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The period somebody asked for: two instants, or two days of the client's zone of which the last is meant whole. It
 * never reaches beyond now: what is to come has no balance yet. Pure.
 * @returns null when it is empty, or lies in the future
 */
export function periodOf(asked: { from: string; to: string }, zone: string, now: Date): Period | null {
  const from = DAY.test(asked.from)
    ? DateTime.fromISO(asked.from, { zone }).startOf('day')
    : DateTime.fromISO(asked.from);
  const to = DAY.test(asked.to)
    ? DateTime.fromISO(asked.to, { zone }).plus({ days: 1 }).startOf('day')
    : DateTime.fromISO(asked.to);
  const end = new Date(Math.min(to.toMillis(), now.getTime()));
  return from.toMillis() < end.getTime() ? { from: from.toJSDate(), to: end } : null;
}
