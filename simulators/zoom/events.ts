import { randomBytes } from 'node:crypto';
import { recordingFacts, recordingFiles } from './recordings';
import { type Sim } from './sim';
import { type SimMeeting, type SimParticipant, zoomTime } from './state';
import { type ZoomEvent } from './webhooks';

export interface Visitor {
  name?: string;
  email?: string;
  /** Signed in as the user who holds the meeting. */
  isHost?: boolean;
}

/** What happens at the meeting, and the event Zoom tells of it. `deleted` and `updated` only tell. */
const HAPPENINGS: Record<string, (sim: Sim, meeting: SimMeeting, at: string, visitor: Visitor) => object> = {
  'meeting.started': (_sim, meeting, at) => {
    meeting.status = 'started';
    meeting.startedAt ??= at;
    return { ...sessionFacts(meeting), host_email: meeting.hostEmail };
  },
  'meeting.participant_joined': (_sim, meeting, at, visitor) => {
    const row = join(meeting, at, visitor);
    return {
      ...sessionFacts(meeting),
      participant: { ...participantFacts(meeting, row), join_time: row.joinTime },
    };
  },
  'meeting.participant_left': (_sim, meeting, at, visitor) => {
    const row = present(meeting, visitor) ?? join(meeting, at, visitor);
    row.leaveTime = at;
    const leave_reason = `${row.name} left the meeting.<br>Reason: left the meeting.`;
    return {
      ...sessionFacts(meeting),
      participant: { ...participantFacts(meeting, row), leave_time: at, leave_reason },
    };
  },
  // Whoever waits is not in the meeting yet; in front of one that is not open Zoom tells little more than a name.
  'meeting.participant_joined_waiting_room': (_sim, meeting, at, visitor) => ({
    ...sessionFacts(meeting),
    participant: { ...waiterFacts(visitor), date_time: at },
  }),
  'meeting.participant_left_waiting_room': (_sim, meeting, at, visitor) => ({
    ...sessionFacts(meeting),
    participant: { ...waiterFacts(visitor), date_time: at },
  }),
  'meeting.participant_jbh_waiting': (_sim, meeting, _at, visitor) => ({
    ...sessionFacts(meeting),
    participant: { id: '', user_name: visitor.name ?? 'Guest' },
  }),
  'meeting.participant_jbh_waiting_left': (_sim, meeting, _at, visitor) => ({
    ...sessionFacts(meeting),
    participant: { id: '', user_name: visitor.name ?? 'Guest' },
  }),
  'meeting.ended': (_sim, meeting, at) => {
    meeting.status = 'ended';
    meeting.startedAt ??= at;
    meeting.endedAt ??= at;
    meeting.participants.forEach((row) => (row.leaveTime ??= at));
    return { ...sessionFacts(meeting), host_email: meeting.hostEmail, end_time: meeting.endedAt };
  },
  'recording.completed': (sim, meeting, at) => {
    meeting.startedAt ??= at;
    meeting.endedAt ??= at;
    meeting.recordedAt = at;
    return {
      ...recordingFacts(sim, meeting),
      recording_files: recordingFiles(sim, meeting),
      type: meeting.type,
      host_email: meeting.hostEmail,
      password: meeting.password,
      timezone: meeting.timezone,
      share_url: `${sim.url()}/rec/share/${meeting.id}`,
    };
  },
  'meeting.updated': (_sim, meeting) => ({ ...scheduleFacts(meeting), agenda: meeting.agenda }),
  'meeting.deleted': (_sim, meeting) => scheduleFacts(meeting),
};

export const eventNames = Object.keys(HAPPENINGS);

/** Lets something happen at a meeting. @returns the event to send, or null for an unknown type */
export function happen(
  sim: Sim,
  meeting: SimMeeting,
  input: { type: string; visitor: Visitor; at: Date },
): ZoomEvent | null {
  const event = eventNames.find(
    (name) => name === input.type || name === `meeting.${input.type}` || name === `recording.${input.type}`,
  );
  const effect = event ? HAPPENINGS[event] : undefined;
  if (!event || !effect) return null;
  const object = effect(sim, meeting, zoomTime(input.at), input.visitor);
  const payload: Record<string, unknown> = { account_id: sim.accountId, object };
  if (event === 'meeting.updated' || event === 'meeting.deleted') {
    Object.assign(payload, { operator: meeting.hostEmail, operator_id: meeting.hostId });
  }
  if (event === 'meeting.updated')
    Object.assign(payload, { old_object: { id: meeting.id }, time_stamp: input.at.getTime() });
  if (event === 'meeting.deleted') payload.operation = 'single';
  const download =
    event === 'recording.completed' ? { download_token: randomBytes(24).toString('base64url') } : {};
  return { event, event_ts: input.at.getTime(), payload, ...download };
}

const scheduleFacts = (meeting: SimMeeting) => ({
  id: meeting.id,
  uuid: meeting.uuid,
  host_id: meeting.hostId,
  topic: meeting.topic,
  type: meeting.type,
  start_time: meeting.startTime,
  duration: meeting.duration,
  timezone: meeting.timezone,
});

/** The number is a string in the events of a session: Zoom's own difference. */
const sessionFacts = (meeting: SimMeeting) => ({
  ...scheduleFacts(meeting),
  id: String(meeting.id),
  start_time: meeting.startedAt ?? meeting.startTime,
});

const waiterFacts = (visitor: Visitor) => ({
  user_name: visitor.name ?? 'Guest',
  id: '',
  email: visitor.email ?? '',
});

const participantFacts = (meeting: SimMeeting, row: SimParticipant) => ({
  user_id: row.userId,
  user_name: row.name,
  id: row.email === meeting.hostEmail ? meeting.hostId : row.id,
  participant_uuid: row.id,
  email: row.email,
});

const present = (meeting: SimMeeting, visitor: Visitor): SimParticipant | undefined =>
  meeting.participants.find(
    (row) =>
      row.leaveTime === null &&
      (visitor.email === undefined || visitor.isHost
        ? row.name === visitor.name
        : row.email === visitor.email),
  );

function join(meeting: SimMeeting, at: string, visitor: Visitor): SimParticipant {
  const row: SimParticipant = {
    id: randomBytes(12).toString('base64url'),
    userId: String(16_778_240 + meeting.participants.length),
    name: visitor.name ?? 'Guest',
    email: visitor.isHost ? meeting.hostEmail : (visitor.email ?? 'guest@example.com'),
    joinTime: at,
    leaveTime: null,
  };
  meeting.participants.push(row);
  return row;
}
