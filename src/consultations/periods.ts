/** A working period of a day as wall time HH:mm; `to` may be 24:00. */
export interface Period {
  from: string;
  to: string;
}

/** Periods that touch or overlap are one: a session may run across where they meet. In order. Pure. */
export function joined(periods: readonly Period[]): Period[] {
  const whole: Period[] = [];
  for (const { from, to } of [...periods].sort((one, other) => one.from.localeCompare(other.from))) {
    const last = whole.at(-1);
    if (last && from <= last.to) last.to = to > last.to ? to : last.to;
    else whole.push({ from, to });
  }
  return whole;
}

const minutesOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3, 5));
const wallOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Sessions begin on a quarter of an hour. Source: docs/domain.md#consultations */
const QUARTER = 15;

/** What is wrong with a period, and what to write instead, or null. Pure. */
export function periodProblem({ from, to }: Period): string | null {
  const period = `${from}–${to}`;
  if (from === to) return `${period} gives no time. Leave it out, or write when it ends.`;
  if (from === '24:00') return `${period} begins as the day ends. Write 00:00 on the next day.`;
  if (to === '00:00') return `${period} ends before it begins. Write ${from}–24:00.`;
  if (to < from)
    return `${period} crosses midnight. Write ${from}–24:00 here and 00:00–${to} on the next day.`;
  const off = [from, to].find((wall) => minutesOf(wall) % QUARTER !== 0);
  if (off === undefined) return null;
  const later = wallOf(Math.ceil(minutesOf(off) / QUARTER) * QUARTER);
  return `${period} is not on the quarter hour: write ${later} instead of ${off}.`;
}

/** What is wrong with the hours of a week or a day, or null. Pure. */
export const hoursProblem = (periods: readonly Period[]): string | null =>
  periods.map(periodProblem).find((problem) => problem !== null) ?? null;

/** What is wrong with the days that differ, or null. One entry a day: of two nobody could say which holds. Pure. */
export function exceptionsProblem(
  days: readonly { date: string; hours?: readonly Period[] | null }[],
): string | null {
  const seen = new Set<string>();
  for (const { date, hours } of days) {
    if (seen.has(date)) return `${date} stands here twice. Put its hours into one entry.`;
    seen.add(date);
    const problem = hoursProblem(hours ?? []);
    if (problem) return `${date}: ${problem}`;
  }
  return null;
}

/** What is wrong with travels, or null: they run forwards, and nobody is in two places. Pure. */
export function travelsProblem(travels: readonly { from: string; to: string }[]): string | null {
  const inOrder = [...travels].sort((one, other) => one.from.localeCompare(other.from));
  for (const [index, { from, to }] of inOrder.entries()) {
    if (to < from) return `${from} to ${to} runs backwards. Write ${to} to ${from}.`;
    const before = inOrder[index - 1];
    if (before && from <= before.to)
      return `${before.from} to ${before.to} and ${from} to ${to} overlap. End the first before the second begins.`;
  }
  return null;
}
