import { happen } from './events';
import { type Reply, type Request } from './http';
import { gonePage, joinedPage, joinPage } from './joinPage';
import { liveMeeting } from './meetings';
import { type Sim } from './sim';

const NAME_LIMIT = 80;

/** `GET /j/:id` */
export function showMeeting(sim: Sim, _request: Request, id: string): Reply {
  const meeting = liveMeeting(sim, id);
  return meeting ? { status: 200, html: joinPage(meeting) } : { status: 404, html: gonePage() };
}

/** `POST /j/:id`: the visitor is in the meeting, and Zoom's event says so when there is somebody to tell. */
export function joinMeeting(sim: Sim, request: Request, id: string): Reply {
  const meeting = liveMeeting(sim, id);
  if (!meeting) return { status: 404, html: gonePage() };
  const given = new URLSearchParams(request.body).get('name') ?? '';
  const name = given.replace(/\p{Cc}/gu, ' ').trim().slice(0, NAME_LIMIT) || 'Guest';
  const event = happen(sim, meeting, { type: 'meeting.participant_joined', visitor: { name }, at: sim.now() });
  if (event && sim.webhooks.isConfigured) void sim.webhooks.send(event, meeting.id);
  return { status: 200, html: joinedPage(meeting, name) };
}
