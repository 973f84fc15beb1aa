import { randomInt } from 'node:crypto';
import { type MeetingRequest } from './port';

const TOPIC_LIMIT = 200;
const SCHEDULED = 2;
const NO_REGISTRATION = 2;
// Without characters that are mistaken for each other when read out.
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';
const PASSCODE_LENGTH = 10;

const pick = (from: string): string => from.charAt(randomInt(from.length));

/**
 * A passcode of 10 characters (Zoom's limit). Made here because Zoom's own `default_password` does nothing
 * on accounts that do not require passcodes. Holds a letter and a digit, which common policies ask for.
 */
export function newPasscode(): string {
  const middle = Array.from({ length: PASSCODE_LENGTH - 2 }, () => pick(LETTERS + DIGITS)).join('');
  return pick(LETTERS) + middle + pick(DIGITS);
}

const SIGNATURE = 'Insight Serenity consultation';
const MARKER = /^[0-9a-f]{24}$/;

// The marker comes first: Zoom cuts the agenda to 250 characters in lists. The origin tells two installations that
// share a Zoom account apart.
const agendaOf = (marker: string, origin: string): string =>
  `${marker}\n${SIGNATURE} of ${origin}. Please keep the reference above.`;

const wordsOf = (agenda: string | null | undefined): string[] => (agenda ?? '').split(/[^\w-]+/);

/** True when the agenda names the marker as a whole word, wherever a host may have moved it. */
export const carriesMarker = (agenda: string | null | undefined, marker: string): boolean =>
  wordsOf(agenda).includes(marker);

/** The consultation of a meeting that this installation has made; null where the least doubt is left. */
export function markerOf(agenda: string | null | undefined, origin: string): string | null {
  if (!agenda?.includes(`${SIGNATURE} of ${origin}.`)) return null;
  const markers = wordsOf(agenda).filter((word) => MARKER.test(word));
  return markers.length === 1 ? (markers[0] ?? null) : null;
}

/** What create and update have in common. */
export function meetingBody(input: MeetingRequest, origin: string) {
  return {
    topic: Array.from(input.topic.replace(/[\r\n]+/g, ' '))
      .slice(0, TOPIC_LIMIT)
      .join(''),
    type: SCHEDULED,
    // Zoom takes whole seconds only; with the Z the instant is right whatever the zone shown.
    start_time: input.startsAt.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    duration: input.minutes,
    timezone: input.timezone,
    agenda: agendaOf(input.marker, origin),
    settings: {
      waiting_room: true,
      join_before_host: false,
      auto_recording: 'cloud',
      use_pmi: false,
      approval_type: NO_REGISTRATION,
      // Clients need no Zoom account; the waiting room and the passcode guard the door.
      meeting_authentication: false,
      host_video: true,
      participant_video: true,
    },
  };
}
