import { dayKey } from '@/components/portal/format/dates';

export interface Slot {
  startsAt: string;
  endsAt: string;
}

export interface SlotDay {
  day: string;
  slots: Slot[];
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** The week to look at: from the UTC day of the chosen start, or of today, moved by whole weeks. */
export function weekAround(startsAt: string, now: Date, offset: number): { from: string; to: string } {
  const chosen = startsAt ? Date.parse(startsAt) : Number.NaN;
  const anchor = Number.isNaN(chosen) ? now.getTime() : chosen;
  const from = Math.floor(anchor / DAY_MS) * DAY_MS + offset * WEEK_MS;
  return { from: new Date(from).toISOString(), to: new Date(from + WEEK_MS).toISOString() };
}

/** Slots by the calendar day they fall on in a zone, in order. */
export function byDay(slots: readonly Slot[], zone: string): SlotDay[] {
  const days = new Map<string, Slot[]>();
  for (const slot of slots) {
    const day = dayKey(slot.startsAt, zone);
    days.set(day, [...(days.get(day) ?? []), slot]);
  }
  return [...days.entries()].map(([day, ofDay]) => ({ day, slots: ofDay }));
}
