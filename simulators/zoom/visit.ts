import { happen, type Visitor } from './events';
import { type Reply, type Request } from './http';
import { gonePage, joinedPage, joinPage, leftPage } from './joinPage';
import { liveMeeting } from './meetings';
import { type Sim } from './sim';
import { type SimMeeting } from './state';

const NAME_LIMIT = 80;

/** `GET /j/:id` */
export function showMeeting(sim: Sim, _request: Request, id: string): Reply {
  const meeting = liveMeeting(sim, id);
  return meeting ? { status: 200, html: joinPage(meeting) } : { status: 404, html: gonePage() };
}

interface Visit {
  name: string;
  isHost: boolean;
  endsAll: boolean;
}

function visitOf(request: Request): Visit {
  const given = new URLSearchParams(request.body);
  const name =
    (given.get('name') ?? '')
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, NAME_LIMIT) || 'Guest';
  return { name, isHost: given.get('host') === 'yes', endsAll: given.get('end') === 'yes' };
}

/** Lets it happen, and tells whoever there is to tell. */
function tell(sim: Sim, meeting: SimMeeting, type: string, visitor: Visitor = {}): void {
  const event = happen(sim, meeting, { type, visitor, at: sim.now() });
  if (event && sim.webhooks.isConfigured) void sim.webhooks.send(event, meeting.id);
}

/** `POST /j/:id`: the visitor is in the meeting. A host who comes opens it. */
export function joinMeeting(sim: Sim, request: Request, id: string): Reply {
  const meeting = liveMeeting(sim, id);
  if (!meeting) return { status: 404, html: gonePage() };
  const { name, isHost } = visitOf(request);
  if (isHost && meeting.status !== 'started') tell(sim, meeting, 'meeting.started');
  tell(sim, meeting, 'meeting.participant_joined', { name, isHost });
  return { status: 200, html: joinedPage(meeting, { name, isHost }) };
}

/** `POST /j/:id/leave`: the visitor goes, or as the host ends it for all. */
export function leaveMeeting(sim: Sim, request: Request, id: string): Reply {
  const meeting = liveMeeting(sim, id);
  if (!meeting) return { status: 404, html: gonePage() };
  const { name, isHost, endsAll } = visitOf(request);
  tell(sim, meeting, 'meeting.participant_left', { name, isHost });
  if (isHost && endsAll) tell(sim, meeting, 'meeting.ended');
  return { status: 200, html: leftPage(meeting) };
}
