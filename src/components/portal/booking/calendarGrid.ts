import { dayKey, hourOf } from '../format/dates';
import { type SlotView } from '../types';

/** Slots by the calendar day (`2026-11-24`) on which they start in a zone. */
export function slotsByDay(slots: SlotView[], zone: string): Map<string, SlotView[]> {
  const days = new Map<string, SlotView[]>();
  for (const slot of slots) {
    const day = dayKey(slot.startsAt, zone);
    days.set(day, [...(days.get(day) ?? []), slot]);
  }
  return days;
}

export type PartOfDay = 'Morning' | 'Afternoon' | 'Evening';

/** One day's slots by the part of the day, empty parts left out. */
export function slotsByPart(slots: SlotView[], zone: string): [PartOfDay, SlotView[]][] {
  const parts: Record<PartOfDay, SlotView[]> = { Morning: [], Afternoon: [], Evening: [] };
  for (const slot of slots) {
    const hour = hourOf(slot.startsAt, zone);
    if (hour < 12) parts.Morning.push(slot);
    else parts[hour < 18 ? 'Afternoon' : 'Evening'].push(slot);
  }
  return (Object.entries(parts) as [PartOfDay, SlotView[]][]).filter(([, some]) => some.length > 0);
}

const DAY_MS = 86_400_000;

/** The weeks of a month (`2026-11`), Monday first; days of other months are null. */
export function weeksOf(month: string): (string | null)[][] {
  const first = Date.parse(`${month}-01`);
  const offset = (new Date(first).getUTCDay() + 6) % 7;
  const weeks: (string | null)[][] = [];
  for (let monday = first - offset * DAY_MS; isoDay(monday).slice(0, 7) <= month; monday += 7 * DAY_MS) {
    const week = [0, 1, 2, 3, 4, 5, 6].map((day) => isoDay(monday + day * DAY_MS));
    weeks.push(week.map((day) => (day.startsWith(month) ? day : null)));
  }
  return weeks;
}

/** The month so many months on. */
export function addMonths(month: string, count: number): string {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

function isoDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
