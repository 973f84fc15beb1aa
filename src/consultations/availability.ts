import { DateTime } from 'luxon';

import { bucketsOf, type Buffers, type Interval, isAligned, withBuffers } from './buckets';
import { joined, type Period } from './periods';
import { closingOf, instantOf } from './wallTime';

/**
 * When a consultant can be booked. Pure: working hours are wall time in the zone the consultant is in that day, slots
 * are instants.
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

/** A period spent elsewhere: on these days the working hours are wall time there. */
export interface Travel {
  /** First and last calendar day, YYYY-MM-DD. */
  from: string;
  to: string;
  timezone: string;
}

export interface AvailabilityRules {
  /** At home. */
  timezone: string;
  travels: Travel[];
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
  /** The same for the client who asks: without buffers, which are the consultant's alone. */
  clientClaimed?: ReadonlySet<number>;
  /** Starts of the consultant's live sessions, for the daily limit. */
  sessions: readonly Date[];
  from: Date;
  to: Date;
  now: Date;
}

/** Offered starts lie this far apart, counted from the opening of each working period. */
const STEP_MINUTES = 30;

/** The zone whose wall time a calendar day's hours are. */
export const zoneOn = (
  date: string,
  { timezone, travels }: Pick<AvailabilityRules, 'timezone' | 'travels'>,
): string => travels.find((travel) => travel.from <= date && date <= travel.to)?.timezone ?? timezone;

const dayIn = (at: Date, zone: string): string => DateTime.fromJSDate(at, { zone }).toISODate() ?? '';

const nextDay = (date: string, days = 1): string =>
  DateTime.fromISO(date, { zone: 'UTC' }).plus({ days }).toISODate() ?? '';

/** The consultant's calendar day an instant belongs to. On the way between two zones the earlier day counts. */
export function workingDay(at: Date, rules: AvailabilityRules): string {
  const home = dayIn(at, rules.timezone);
  const near = [nextDay(home, -1), home, nextDay(home)];
  return near.find((date) => dayIn(at, zoneOn(date, rules)) === date) ?? home;
}

function hoursOn(date: string, rules: AvailabilityRules): Period[] {
  const exception = rules.exceptions.find((candidate) => candidate.date === date);
  if (exception) return joined(exception.hours);
  const weekday = WEEKDAYS[DateTime.fromISO(date, { zone: 'UTC' }).weekday - 1];
  return joined(rules.weeklyHours.filter((hours) => hours.day === weekday));
}

/** When a period closes. One that lasts to midnight goes on into the next day, when that begins with work. */
function closesAt(date: string, { to }: Period, rules: AvailabilityRules): DateTime {
  const next = nextDay(date);
  const morning = to === '24:00' ? hoursOn(next, rules).find(({ from }) => from === '00:00') : undefined;
  if (morning && zoneOn(next, rules) === zoneOn(date, rules))
    return closingOf(next, morning.to, zoneOn(next, rules));
  return closingOf(date, to, zoneOn(date, rules));
}

const pad = (value: number): string => String(value).padStart(2, '0');

const minutesOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3, 5));

/** The starts a working period offers, as instants; wall times that do not exist are left out. */
function startsIn(date: string, hours: Period, rules: AvailabilityRules, minutes: number): DateTime[] {
  const zone = zoneOn(date, rules);
  const closes = closesAt(date, hours, rules);
  const starts: DateTime[] = [];
  for (let wall = minutesOf(hours.from); wall < minutesOf(hours.to); wall += STEP_MINUTES) {
    const start = instantOf(date, `${pad(Math.floor(wall / 60))}:${pad(wall % 60)}`, zone);
    if (start && start.plus({ minutes }) <= closes) starts.push(start);
  }
  return starts;
}

function isFree(slot: Interval, { session, claimed, clientClaimed }: AvailabilityInput): boolean {
  const blocked = withBuffers(slot, session.buffers);
  if (bucketsOf(blocked.startsAt, blocked.endsAt).some((bucket) => claimed.has(bucket.getTime())))
    return false;
  return (
    !clientClaimed ||
    bucketsOf(slot.startsAt, slot.endsAt).every((bucket) => !clientClaimed.has(bucket.getTime()))
  );
}

/** The consultant's calendar days on which another session may be held. A zone elsewhere may be a day off. */
function openDays({ rules, sessions }: AvailabilityInput, earliest: number, latest: number): string[] {
  const held = new Map<string, number>();
  for (const start of sessions)
    held.set(workingDay(start, rules), (held.get(workingDay(start, rules)) ?? 0) + 1);
  const days: string[] = [];
  const last = nextDay(dayIn(new Date(latest), rules.timezone));
  for (
    let date = nextDay(dayIn(new Date(earliest), rules.timezone), -1);
    date <= last;
    date = nextDay(date)
  ) {
    if (rules.dailyLimit === null || (held.get(date) ?? 0) < rules.dailyLimit) days.push(date);
  }
  return days;
}

/** Every slot offered in [from, to), in order, each once. */
export function availableSlots(input: AvailabilityInput): Interval[] {
  const { rules, session, now } = input;
  const earliest = Math.max(input.from.getTime(), now.getTime() + session.minNoticeHours * 3_600_000);
  const latest = Math.min(input.to.getTime(), now.getTime() + rules.horizonDays * 86_400_000);
  if (latest <= earliest) return [];
  const starts = openDays(input, earliest, latest).flatMap((date) =>
    hoursOn(date, rules).flatMap((hours) => startsIn(date, hours, rules, session.minutes)),
  );
  const slots = starts
    .map((start) => ({
      startsAt: start.toJSDate(),
      endsAt: start.plus({ minutes: session.minutes }).toJSDate(),
    }))
    .filter(
      ({ startsAt }) => startsAt.getTime() >= earliest && startsAt.getTime() < latest && isAligned(startsAt),
    )
    .filter((slot) => isFree(slot, input));
  const once = new Map(slots.map((slot) => [slot.startsAt.getTime(), slot]));
  return [...once.values()].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** Whether a client may start a session at this very instant. */
export function isOffered(startsAt: Date, input: Omit<AvailabilityInput, 'from' | 'to'>): boolean {
  const slots = availableSlots({ ...input, from: startsAt, to: new Date(startsAt.getTime() + 1) });
  return slots.some((slot) => slot.startsAt.getTime() === startsAt.getTime());
}
