import { zoomErrors } from './errors';
import { type Reply, type Request } from './http';
import { pageOf } from './paging';
import { type Sim } from './sim';
import { type SimMeeting, type SimParticipant } from './state';

/** Past meetings may be named by number or by UUID; a UUID with slashes comes encoded twice. */
export function heldMeeting(sim: Sim, segment: string): SimMeeting | undefined {
  const names = [segment, decode(segment), decode(decode(segment))];
  const isNamed = (meeting: SimMeeting) => names.includes(String(meeting.id)) || names.includes(meeting.uuid);
  return sim.store.state.meetings.find((meeting) => isNamed(meeting) && meeting.startedAt !== null);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const seconds = (from: string, to: string): number => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);

/** `GET /past_meetings/:id` */
export function pastMeeting(sim: Sim, _request: Request, id: string): Reply {
  const meeting = heldMeeting(sim, id);
  if (!meeting?.startedAt || !meeting.endedAt) return zoomErrors.noMeeting(decode(id));
  const minutes = Math.ceil(seconds(meeting.startedAt, meeting.endedAt) / 60);
  return {
    status: 200,
    json: {
      id: meeting.id,
      uuid: meeting.uuid,
      host_id: meeting.hostId,
      user_email: meeting.hostEmail,
      topic: meeting.topic,
      type: meeting.type,
      start_time: meeting.startedAt,
      end_time: meeting.endedAt,
      duration: minutes,
      participants_count: meeting.participants.length,
      total_minutes: minutes * meeting.participants.length,
    },
  };
}

/** `GET /past_meetings/:id/instances` */
export function pastInstances(sim: Sim, _request: Request, id: string): Reply {
  const meeting = heldMeeting(sim, id);
  if (!meeting) return zoomErrors.noMeeting(decode(id));
  const instances = meeting.endedAt ? [{ uuid: meeting.uuid, start_time: meeting.startedAt }] : [];
  return { status: 200, json: { meetings: instances } };
}

/** `GET /past_meetings/:id/participants` and `GET /report/meetings/:id/participants` */
export function participants(sim: Sim, request: Request, id: string): Reply {
  const meeting = heldMeeting(sim, id);
  // Reports are made when a meeting is over.
  if (!meeting?.endedAt) return zoomErrors.noMeeting(decode(id));
  const endedAt = meeting.endedAt;
  const page = pageOf(meeting.participants, request.query);
  return {
    status: 200,
    json: { ...page.facts, participants: page.rows.map((row) => participantJson(row, endedAt)) },
  };
}

function participantJson(row: SimParticipant, endedAt: string) {
  const leaveTime = row.leaveTime ?? endedAt;
  return {
    id: row.id,
    user_id: row.userId,
    name: row.name,
    user_email: row.email,
    join_time: row.joinTime,
    leave_time: leaveTime,
    duration: seconds(row.joinTime, leaveTime),
    status: 'in_meeting',
  };
}
