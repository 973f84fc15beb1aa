import {
  addFault,
  clearFaults,
  moveClock,
  reset,
  showState,
  tellEvent,
  validateEndpoint,
  withdrawTokens,
} from './control';
import { zoomErrors } from './errors';
import { type Reply, type Request } from './http';
import {
  changeStatus,
  createMeeting,
  deleteMeeting,
  getMeeting,
  listMeetings,
  updateMeeting,
} from './meetings';
import { participants, pastInstances, pastMeeting } from './past';
import { meetingRecordings, userRecordings } from './recordings';
import { type Sim } from './sim';
import { joinMeeting, leaveMeeting, showMeeting } from './visit';

type Handler = (sim: Sim, request: Request, id: string) => Reply | Promise<Reply>;

/** One `:x` a path; it does not cross a slash. */
const ROUTES: [method: string, path: string, handler: Handler][] = [
  ['POST', '/oauth/token', (sim, request) => sim.tokens.issue(request)],
  ['GET', '/v2/users/:user/meetings', listMeetings],
  ['POST', '/v2/users/:user/meetings', createMeeting],
  ['GET', '/v2/meetings/:id', getMeeting],
  ['PATCH', '/v2/meetings/:id', updateMeeting],
  ['DELETE', '/v2/meetings/:id', deleteMeeting],
  ['PUT', '/v2/meetings/:id/status', changeStatus],
  ['GET', '/v2/meetings/:id/recordings', meetingRecordings],
  ['GET', '/v2/users/:user/recordings', userRecordings],
  ['GET', '/v2/past_meetings/:id', pastMeeting],
  ['GET', '/v2/past_meetings/:id/instances', pastInstances],
  ['GET', '/v2/past_meetings/:id/participants', participants],
  ['GET', '/v2/report/meetings/:id/participants', participants],
  ['GET', '/j/:id', showMeeting],
  ['POST', '/j/:id', joinMeeting],
  ['POST', '/j/:id/leave', leaveMeeting],
  ['GET', '/_sim/state', showState],
  ['POST', '/_sim/meetings/:id/events', tellEvent],
  ['POST', '/_sim/webhooks/validate', validateEndpoint],
  ['POST', '/_sim/faults', addFault],
  ['POST', '/_sim/faults/clear', clearFaults],
  ['POST', '/_sim/clock', moveClock],
  ['POST', '/_sim/tokens/withdraw', withdrawTokens],
  ['POST', '/_sim/reset', reset],
];

const TABLE = ROUTES.map(([method, path, handler]) => ({
  method,
  pattern: new RegExp(`^${path.replace(/:\w+/, '([^/]+)')}$`),
  handler,
}));

/** Zoom's own paths, which faults can hit and which are counted as calls. */
export const isProviderPath = (path: string): boolean =>
  path.startsWith('/v2/') || path.startsWith('/oauth/');

/** Answers one request as Zoom would. */
export function answer(sim: Sim, request: Request): Reply | Promise<Reply> {
  if (request.path.startsWith('/v2/')) {
    const token = sim.tokens.stateOf(request.headers.authorization);
    if (token === 'unknown') return zoomErrors.invalidToken();
    if (token === 'expired') return zoomErrors.expiredToken();
  }
  for (const { method, pattern, handler } of TABLE) {
    const match = method === request.method ? pattern.exec(request.path) : null;
    if (match) return handler(sim, request, match[1] ?? '');
  }
  return zoomErrors.noRoute();
}
