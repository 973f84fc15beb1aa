import { eventNames, happen, type Visitor } from './events';
import { jsonObject, type Reply, type Request } from './http';
import { type Sim } from './sim';

const wrong = (message: string): Reply => ({ status: 400, json: { error: message } });

/** `GET /_sim/state` */
export const showState = (sim: Sim): Reply => ({
  status: 200,
  json: {
    meetings: sim.store.state.meetings,
    calls: sim.store.state.calls,
    deliveries: sim.store.state.deliveries,
    tokensIssued: sim.store.state.tokensIssued,
    dailyCalls: sim.store.state.dailyCalls,
    faults: sim.faults.list(),
  },
});

/** `POST /_sim/meetings/:id/events {type, participant?: {name?, email?, isHost?}, at?, times?}` */
export async function tellEvent(sim: Sim, request: Request, id: string): Promise<Reply> {
  const meeting = sim.store.state.meetings.find((row) => String(row.id) === id);
  if (!meeting) return { status: 404, json: { error: 'no such meeting' } };
  const body = jsonObject(request.body);
  const at = body?.at === undefined ? sim.now() : new Date(String(body.at));
  if (!body || typeof body.type !== 'string' || Number.isNaN(at.getTime()))
    return wrong('needs a type; `at` is an ISO time');
  const visitor = (body.participant ?? {}) as Visitor;
  const event = happen(sim, meeting, { type: body.type, visitor, at });
  if (!event) return wrong(`type is one of ${eventNames.join(', ')}`);
  const deliveries = [];
  // Zoom may tell the same thing twice.
  for (let count = 0; sim.webhooks.isConfigured && count < Number(body.times ?? 1); count += 1) {
    deliveries.push(await sim.webhooks.send(event, meeting.id));
  }
  return { status: 200, json: { event, deliveries } };
}

/** `POST /_sim/webhooks/validate`: what Zoom does when an endpoint is saved. */
export async function validateEndpoint(sim: Sim): Promise<Reply> {
  if (!sim.webhooks.isConfigured) return wrong('no webhook URL is configured');
  const isValid = await sim.webhooks.validate(`plain-${sim.now().getTime()}`);
  return { status: 200, json: { valid: isValid } };
}

/** `POST /_sim/faults` */
export function addFault(sim: Sim, request: Request): Reply {
  const fault = sim.faults.add(request.body);
  return fault
    ? { status: 201, json: fault }
    : wrong('needs {match, status | timeout | afterEffect, times?}');
}

/** `POST /_sim/faults/clear`: Zoom is well again. */
export function clearFaults(sim: Sim): Reply {
  sim.faults.clear();
  return { status: 204 };
}

/** `POST /_sim/clock {offsetMs}`: the demo's clock was moved, and what happens at a meeting happens then. */
export function moveClock(sim: Sim, request: Request): Reply {
  const offsetMs = jsonObject(request.body)?.offsetMs;
  if (typeof offsetMs !== 'number' || !Number.isFinite(offsetMs)) return wrong('needs {offsetMs}');
  sim.store.state.clockOffsetMs = offsetMs;
  return { status: 200, json: { now: sim.now().toISOString() } };
}

/** `POST /_sim/tokens/withdraw` */
export function withdrawTokens(sim: Sim): Reply {
  sim.tokens.withdraw();
  return { status: 204 };
}

/** `POST /_sim/reset` */
export function reset(sim: Sim): Reply {
  sim.store.reset();
  sim.faults.clear();
  sim.tokens.withdraw();
  sim.webhooks.stop();
  return { status: 204 };
}
