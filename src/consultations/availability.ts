import { DateTime } from 'luxon';

import { BUCKET_MINUTES, bucketsOf, type Buffers, type Interval, isAligned, withBuffers } from './buckets';

/**
 * When a consultant can be booked. Pure: working hours are wall time in the consultant's zone, slots are instants.
 * A wall time that a clock change skips does not exist; one that repeats exists once, the first time.
 */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export interface WorkingHours {
  day: Weekday;
  /** Wall time HH:mm; `to` may be 24:00. */
  from: string;
  to: string;
}

export interface DateException {
  /** A calendar day in the consultant's zone, YYYY-MM-DD. */
  date: string;
  /** Without hours the day is off; with them they replace the weekly hours. */
  hours: { from: string; to: string }[];
}

export interface AvailabilityRules {
  timezone: string;
  weeklyHours: WorkingHours[];
  exceptions: DateException[];
  horizonDays: number;
  /** Most sessions a calendar day; null means no limit. */
  dailyLimit: number | null;
}

export interface SessionShape {
  minutes: number;
  buffers: Buffers;
  minNoticeHours: number;
}

export interface AvailabilityInput {
  rules: AvailabilityRules;
  session: SessionShape;
  /** Starts of buckets already claimed for the consultant, in milliseconds. */
  claimed: ReadonlySet<number>;
  /** Starts of the consultant's live sessions, for the daily limit. */
  sessions: readonly Date[];
  from: Date;
  to: Date;
  now: Date;
}

/** Offered starts lie this far apart, counted from the opening of each working period. */
const STEP_MINUTES = 30;

/** The instant of a wall time, or null when a clock change skips it. */
export function instantOf(date: string, wall: string, zone: string): DateTime | null {
  if (wall === '24:00') return DateTime.fromISO(date, { zone }).plus({ days: 1 }).startOf('day');
  const at = DateTime.fromISO(`${date}T${wall}`, { zone });
  if (!at.isValid || at.toFormat('HH:mm') !== wall || at.toISODate() !== date) return null;
  // Luxon may give either reading of a repeated time, earliest first here; some zones repeat half an hour only.
  return at.getPossibleOffsets()[0] ?? at;
}

/** When a period ends: at its wall time or, where a clock change skips that, when the clock jumps over it. */
function closingOf(date: string, wall: string, zone: string): DateTime {
  const exact = instantOf(date, wall, zone);
  if (exact) return exact;
  const shown = (at: DateTime): string => at.toFormat("yyyy-MM-dd'T'HH:mm");
  let closing = DateTime.fromISO(`${date}T${wall}`, { zone });
  for (let before = closing; shown(before) > `${date}T${wall}`; before = before.minus({ minutes: BUCKET_MINUTES })) closing = before;
  return closing;
}

function hoursOn(date: string, rules: AvailabilityRules): { from: string; to: string }[] {
  const exception = rules.exceptions.find((candidate) => candidate.date === date);
  if (exception) return exception.hours;
  const weekday = WEEKDAYS[DateTime.fromISO(date, { zone: rules.timezone }).weekday - 1];
  return rules.weeklyHours.filter((hours) => hours.day === weekday);
}

const pad = (value: number): string => String(value).padStart(2, '0');

const minutesOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3, 5));

/** The starts a working period offers, as instants; wall times that do not exist are left out. */
function startsIn(date: string, hours: { from: string; to: string }, rules: AvailabilityRules, minutes: number): DateTime[] {
  const closes = closingOf(date, hours.to, rules.timezone);
  const starts: DateTime[] = [];
  for (let wall = minutesOf(hours.from); wall < minutesOf(hours.to); wall += STEP_MINUTES) {
    const start = instantOf(date, `${pad(Math.floor(wall / 60))}:${pad(wall % 60)}`, rules.timezone);
    if (start && start.plus({ minutes }) <= closes) starts.push(start);
  }
  return starts;
}

const dayIn = (at: Date, zone: string): string => DateTime.fromJSDate(at, { zone }).toISODate() ?? '';

function isFree(slot: Interval, input: AvailabilityInput): boolean {
  const blocked = withBuffers(slot, input.session.buffers);
  return bucketsOf(blocked.startsAt, blocked.endsAt).every((bucket) => !input.claimed.has(bucket.getTime()));
}

/** The calendar days, in the consultant's zone, on which another session may be held. */
function openDays(input: AvailabilityInput, earliest: number, latest: number): string[] {
  const { timezone, dailyLimit } = input.rules;
  const days: string[] = [];
  let day = DateTime.fromMillis(earliest, { zone: timezone }).startOf('day');
  for (; day.toMillis() < latest; day = day.plus({ days: 1 }).startOf('day')) {
    const date = day.toISODate() ?? '';
    const held = input.sessions.filter((start) => dayIn(start, timezone) === date).length;
    if (dailyLimit === null || held < dailyLimit) days.push(date);
  }
  return days;
}

/** Every slot offered in [from, to), in order, each once. */
export function availableSlots(input: AvailabilityInput): Interval[] {
  const { rules, session, now } = input;
  const earliest = Math.max(input.from.getTime(), now.getTime() + session.minNoticeHours * 3_600_000);
  const latest = Math.min(input.to.getTime(), now.getTime() + rules.horizonDays * 86_400_000);
  const starts = openDays(input, earliest, latest).flatMap((date) =>
    hoursOn(date, rules).flatMap((hours) => startsIn(date, hours, rules, session.minutes)),
  );
  const slots = starts
    .map((start) => ({ startsAt: start.toJSDate(), endsAt: start.plus({ minutes: session.minutes }).toJSDate() }))
    .filter(({ startsAt }) => startsAt.getTime() >= earliest && startsAt.getTime() < latest && isAligned(startsAt))
    .filter((slot) => isFree(slot, input));
  const once = new Map(slots.map((slot) => [slot.startsAt.getTime(), slot]));
  return [...once.values()].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** Whether a client may start a session at this very instant. */
export function isOffered(startsAt: Date, input: Omit<AvailabilityInput, 'from' | 'to'>): boolean {
  const slots = availableSlots({ ...input, from: startsAt, to: new Date(startsAt.getTime() + 1) });
  return slots.some((slot) => slot.startsAt.getTime() === startsAt.getTime());
}
