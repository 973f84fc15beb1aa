import { randomBytes, randomInt } from 'node:crypto';
import { zoomErrors } from './errors';
import { findHost, type Host, spendDailyCall } from './hosts';
import { jsonObject, type Reply, type Request } from './http';
import { applyFields, fieldErrors } from './meetingFields';
import { pageOf } from './paging';
import { type Sim } from './sim';
import { newMeetingId, type SimMeeting, zoomTime } from './state';

const LISTED_AGENDA = 250;
/** A one-time meeting can be used again until this long after its time. */
const EXPIRES_AFTER_MS = 30 * 86_400_000;

export const liveMeeting = (sim: Sim, id: string): SimMeeting | undefined =>
  sim.store.state.meetings.find((meeting) => String(meeting.id) === id && !meeting.deletedAt);

/** `POST /users/:user/meetings` */
export function createMeeting(sim: Sim, request: Request, user: string): Reply {
  const found = findHost(sim, user);
  if ('refusal' in found) return found.refusal;
  const body = jsonObject(request.body);
  const problems = body ? fieldErrors(body) : [{ field: 'body', message: 'Invalid field.' }];
  if (!body || problems.length) return zoomErrors.invalid(problems);
  if (!spendDailyCall(sim, found.host.email)) return zoomErrors.dailyLimit(sim.dailyLimit);
  const meeting = newMeeting(sim, found.host);
  applyFields(meeting, body);
  sim.store.state.meetings.push(meeting);
  return { status: 201, json: meetingJson(sim, meeting) };
}

function newMeeting(sim: Sim, host: Host): SimMeeting {
  const createdAt = zoomTime(sim.now());
  return {
    id: newMeetingId(sim.store.state),
    uuid: randomBytes(16).toString('base64'),
    hostId: host.id,
    hostEmail: host.email,
    topic: 'Zoom Meeting',
    agenda: '',
    type: 2,
    startTime: createdAt,
    duration: 60,
    timezone: 'UTC',
    password: String(randomInt(100_000, 999_999)),
    settings: {},
    createdAt,
    status: 'waiting',
    startedAt: null,
    endedAt: null,
    deletedAt: null,
    recordedAt: null,
    participants: [],
  };
}

/** `GET /meetings/:id` */
export function getMeeting(sim: Sim, _request: Request, id: string): Reply {
  const meeting = liveMeeting(sim, id);
  return meeting ? { status: 200, json: meetingJson(sim, meeting) } : zoomErrors.noMeeting(id);
}

/** `PATCH /meetings/:id` */
export function updateMeeting(sim: Sim, request: Request, id: string): Reply {
  const meeting = liveMeeting(sim, id);
  if (!meeting) return zoomErrors.noMeeting(id);
  const body = jsonObject(request.body);
  const problems = body ? fieldErrors(body) : [{ field: 'body', message: 'Invalid field.' }];
  if (!body || problems.length) return zoomErrors.invalid(problems);
  if (!spendDailyCall(sim, meeting.hostEmail)) return zoomErrors.dailyLimit(sim.dailyLimit);
  applyFields(meeting, body);
  return { status: 204 };
}

/** `DELETE /meetings/:id` */
export function deleteMeeting(sim: Sim, _request: Request, id: string): Reply {
  const meeting = liveMeeting(sim, id);
  if (!meeting) return zoomErrors.noMeeting(id);
  meeting.deletedAt = zoomTime(sim.now());
  return { status: 204 };
}

/** `PUT /meetings/:id/status` */
export function changeStatus(sim: Sim, request: Request, id: string): Reply {
  const meeting = liveMeeting(sim, id);
  if (!meeting) return zoomErrors.noMeeting(id);
  if (jsonObject(request.body)?.action === 'end' && meeting.status === 'started') {
    meeting.status = 'ended';
    meeting.endedAt = zoomTime(sim.now());
  }
  return { status: 204 };
}

/** `GET /users/:user/meetings` */
export function listMeetings(sim: Sim, request: Request, user: string): Reply {
  const found = findHost(sim, user);
  if ('refusal' in found) return found.refusal;
  const type = request.query.get('type') ?? 'scheduled';
  const rows = sim.store.state.meetings
    .filter(
      (meeting) =>
        meeting.hostEmail === found.host.email && !meeting.deletedAt && isListed(meeting, type, sim.now()),
    )
    .sort((a, b) => a.startTime.localeCompare(b.startTime) || a.id - b.id);
  const page = pageOf(rows, request.query);
  const meetings = page.rows.map((meeting) => ({
    ...commonJson(sim, meeting),
    agenda: meeting.agenda.slice(0, LISTED_AGENDA),
  }));
  return { status: 200, json: { ...page.facts, meetings } };
}

function isListed(meeting: SimMeeting, type: string, now: Date): boolean {
  const startsAt = Date.parse(meeting.startTime);
  const isLive = meeting.status === 'started';
  if (type === 'live') return isLive;
  if (type === 'previous_meetings') return meeting.status === 'ended';
  if (type.startsWith('upcoming')) return isLive || (meeting.status !== 'ended' && startsAt >= now.getTime());
  return startsAt > now.getTime() - EXPIRES_AFTER_MS;
}

const encryptedPassword = (meeting: SimMeeting): string =>
  Buffer.from(`${meeting.id}.${meeting.password}`).toString('base64url');

const commonJson = (sim: Sim, meeting: SimMeeting) => ({
  uuid: meeting.uuid,
  id: meeting.id,
  host_id: meeting.hostId,
  topic: meeting.topic,
  type: meeting.type,
  start_time: meeting.startTime,
  duration: meeting.duration,
  timezone: meeting.timezone,
  created_at: meeting.createdAt,
  join_url: `${sim.url()}/j/${meeting.id}?pwd=${encryptedPassword(meeting)}`,
});

function meetingJson(sim: Sim, meeting: SimMeeting) {
  return {
    ...commonJson(sim, meeting),
    host_email: meeting.hostEmail,
    agenda: meeting.agenda,
    status: meeting.status === 'started' ? 'started' : 'waiting',
    // A credential, as at Zoom: whoever opens it is the host. Our product must never keep it.
    start_url: `${sim.url()}/s/${meeting.id}?zak=${randomBytes(12).toString('base64url')}`,
    password: meeting.password,
    h323_password: meeting.password,
    pstn_password: meeting.password,
    encrypted_password: encryptedPassword(meeting),
    pre_schedule: false,
    creation_source: 'open_api',
    settings: meeting.settings,
  };
}
