/** A line of an iCalendar file, unfolded. */
interface Line {
  name: string;
  parameters: Record<string, string>;
  value: string;
}

/** An entry of somebody's calendar, as it is shown. */
export interface Entry {
  uid: string;
  startsAt: string;
  endsAt: string;
  summary: string;
  location: string;
  url: string | null;
}

interface Known extends Entry {
  sequence: number;
  stamp: string;
  isCancelled: boolean;
}

export interface CalendarClient {
  /** A calendar part has arrived by mail. @throws Error when it is none, or is not for this person */
  receive(file: string): void;
  /** What its owner sees, by start. */
  shown(): Entry[];
}

/**
 * A calendar program, as far as RFC 5546 has it obey an organizer. Of several revisions of one UID the one with the
 * highest SEQUENCE holds, of those the one with the latest DTSTAMP (2.1.5); a CANCEL takes the entry away (3.2.5).
 * A program that `forgets` keeps nothing of what it never had: a CANCEL for an unknown entry leaves no trace.
 */
export function calendarClient(owner: string, { forgets = false } = {}): CalendarClient {
  const known = new Map<string, Known>();
  return {
    receive(file) {
      const { method, event } = read(file, owner);
      const earlier = known.get(event.uid);
      if (earlier && !isLater(event, earlier)) return;
      if (method === 'CANCEL' && !earlier && forgets) return;
      known.set(event.uid, { ...event, isCancelled: method === 'CANCEL' });
    },
    shown: () =>
      [...known.values()]
        .filter(({ isCancelled }) => !isCancelled)
        .map(({ sequence: _sequence, stamp: _stamp, isCancelled: _isCancelled, ...entry }) => entry)
        .sort((one, other) => one.startsAt.localeCompare(other.startsAt)),
  };
}

const isLater = (one: Known, other: Known): boolean =>
  one.sequence === other.sequence ? one.stamp > other.stamp : one.sequence > other.sequence;

function read(file: string, owner: string): { method: string; event: Known } {
  const lines = linesOf(file);
  const method = lines.find(({ name }) => name === 'METHOD')?.value ?? '';
  if (method !== 'REQUEST' && method !== 'CANCEL')
    throw new Error(`A calendar program does nothing with METHOD ${method || 'missing'}.`);
  const events = lines.filter(({ name, value }) => name === 'BEGIN' && value === 'VEVENT');
  if (events.length !== 1) throw new Error(`One event a mail, not ${events.length}.`);
  const attendees = lines.filter(({ name }) => name === 'ATTENDEE').map(({ value }) => value.toLowerCase());
  if (attendees.join() !== `mailto:${owner.toLowerCase()}`)
    throw new Error(`This invitation is for ${attendees.join() || 'nobody'}, not for ${owner}.`);
  return { method, event: eventOf(lines) };
}

function eventOf(lines: Line[]): Known {
  const value = (name: string): string => {
    const found = lines.find((line) => line.name === name);
    if (!found) throw new Error(`The event has no ${name}.`);
    return found.value;
  };
  const optional = (name: string): string => text(lines.find((line) => line.name === name)?.value ?? '');
  return {
    uid: value('UID'),
    sequence: Number(value('SEQUENCE')),
    stamp: value('DTSTAMP'),
    startsAt: instant(value('DTSTART')),
    endsAt: instant(value('DTEND')),
    summary: text(value('SUMMARY')),
    location: optional('LOCATION'),
    url: lines.find(({ name }) => name === 'URL')?.value ?? null,
    isCancelled: false,
  };
}

const LINE = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^;:"]*))*):(.*)$/su;

function linesOf(file: string): Line[] {
  return file
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => {
      const match = LINE.exec(line);
      if (!match) throw new Error(`Not a line of a calendar file: ${line}`);
      const parameters = [...(match[2] ?? '').matchAll(/;([A-Z-]+)=("[^"]*"|[^;:"]*)/g)].map(
        ([, key = '', value = '']) => [key, value.replaceAll('"', '')],
      );
      return {
        name: match[1] ?? '',
        parameters: Object.fromEntries(parameters) as Record<string, string>,
        value: match[3] ?? '',
      };
    });
}

const text = (value: string): string =>
  value.replace(/\\([\\;,nN])/g, (_all, character: string) => (/n/i.test(character) ? '\n' : character));

/** `20270304T150000Z` as `2027-03-04T15:00:00.000Z`. */
const instant = (value: string): string => {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(value);
  if (!match) throw new Error(`Not a time in UTC: ${value}`);
  const [, year, month, day, hour, minute, second] = match;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
};
