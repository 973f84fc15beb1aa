import { z } from 'zod';

import { personKey } from './events';

/** Somebody at a meeting, as an event tells it. */
interface Attendee {
  /** Tells people, and the returns of one of them, apart. */
  key: string;
  name: string;
  email: string | null;
  /** Signed in at Zoom as the user who holds the meeting. */
  isHost: boolean;
}

export type MeetingEvent =
  | { kind: 'started' | 'ended' | 'recorded'; meetingId: string; at: Date }
  | {
      kind: 'joined' | 'left';
      place: 'meeting' | 'waiting_room';
      meetingId: string;
      at: Date;
      who: Attendee;
    };

type Kind =
  { kind: 'started' | 'ended' | 'recorded' } | { kind: 'joined' | 'left'; place: 'meeting' | 'waiting_room' };

/** The events that say something about a session. Others are stored and left. */
const KINDS: Record<string, Kind> = {
  'meeting.started': { kind: 'started' },
  'meeting.ended': { kind: 'ended' },
  'recording.completed': { kind: 'recorded' },
  'meeting.participant_joined': { kind: 'joined', place: 'meeting' },
  'meeting.participant_left': { kind: 'left', place: 'meeting' },
  'meeting.participant_joined_waiting_room': { kind: 'joined', place: 'waiting_room' },
  'meeting.participant_left_waiting_room': { kind: 'left', place: 'waiting_room' },
  // In front of a meeting that its host has not opened.
  'meeting.participant_jbh_waiting': { kind: 'joined', place: 'waiting_room' },
  'meeting.participant_jbh_waiting_left': { kind: 'left', place: 'waiting_room' },
};

const optional = z.string().optional().catch(undefined);
const participant = z.object({
  participant_uuid: optional,
  participant_user_id: optional,
  user_id: optional,
  id: optional,
  user_name: optional,
  email: optional,
  join_time: optional,
  leave_time: optional,
  date_time: optional,
});
const stored = z.object({
  event_ts: z.number(),
  object: z.object({
    id: z.union([z.string(), z.number()]).transform(String),
    uuid: z.string().catch(''),
    host_id: optional,
    end_time: optional,
    participant: participant.optional(),
  }),
});

const instant = (value: string | undefined): Date | null =>
  value && !Number.isNaN(Date.parse(value)) ? new Date(value) : null;

/** What a stored event says of a session, or null. Pure. */
export function readMeetingEvent(type: string, payload: unknown): MeetingEvent | null {
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  const parsed = stored.safeParse(payload);
  if (!kind || !parsed.success) return null;
  const { object, event_ts: told } = parsed.data;
  const common = { meetingId: object.id, at: new Date(told) };
  if (!('place' in kind))
    return { ...kind, ...common, at: (kind.kind === 'ended' ? instant(object.end_time) : null) ?? common.at };
  const person = object.participant;
  if (!person) return null;
  const at =
    instant(kind.kind === 'joined' ? person.join_time : person.leave_time) ??
    instant(person.date_time) ??
    common.at;
  const ids = [person.id, person.participant_user_id];
  const isHost = Boolean(object.host_id) && ids.includes(object.host_id);
  return {
    ...kind,
    ...common,
    at,
    who: {
      key: `${object.uuid}:${personKey(person)}`,
      name: (person.user_name ?? '').slice(0, 120),
      email: person.email?.toLowerCase() || null,
      isHost,
    },
  };
}
