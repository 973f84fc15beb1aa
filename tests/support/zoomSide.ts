import { type Document, ObjectId } from 'mongodb';

import { type SimCall, type SimMeeting } from '../../simulators/zoom/state';
import { rowsOf } from './invariants';
import { type ConsultationBody } from './steps';
import { type Person, type Reply, type World } from './world';

/** What there is at Zoom of a booking, and what the product keeps of it. */
export const CREATE = 'POST /v2/users/*/meetings';
export const UPDATE = 'PATCH /v2/meetings/*';

export const FALLBACK = 'meetings@insight-serenity.example';
export const AMELIA = 'amelia.hart@insight-serenity.example';
export const KENJI = 'kenji.tanaka@insight-serenity.example';

/** Zoom's meetings of a booking that are still there. */
export const meetingsOf = (world: World, id: string): SimMeeting[] =>
  world.zoom.state.meetings.filter(({ agenda, deletedAt }) => agenda.includes(id) && !deletedAt);

/** Creates and updates Zoom was asked for, answered or not. */
export const countedCalls = (world: World): SimCall[] =>
  world.zoom.state.calls.filter(
    ({ method, path }) =>
      path.startsWith('/v2/') && (method === 'PATCH' || (method === 'POST' && path.endsWith('/meetings'))),
  );

export const bookingRow = async (world: World, id: string): Promise<Document> => {
  const [row] = await rowsOf(world, 'consultations', { _id: new ObjectId(id) });
  if (!row) throw new Error(`There is no booking ${id}.`);
  return row;
};

export const outboxOf = (world: World, subject: string): Promise<Document[]> =>
  rowsOf(world, 'outbox', { subject });
export const mailRowsOf = (world: World, id: string, where: Document = {}): Promise<Document[]> =>
  rowsOf(world, 'messages', { consultation: new ObjectId(id), ...where });

export const move = (
  world: World,
  session: Pick<ConsultationBody, 'id' | 'version'>,
  as: Person,
  more: Record<string, unknown>,
): Promise<Reply<{ consultation: ConsultationBody }>> =>
  world.api('POST', `/api/consultations/${session.id}/reschedule`, {
    as,
    body: { expectedVersion: session.version, ...more },
  });

/** As `move`, for one that must succeed. */
export async function moved(
  world: World,
  session: Pick<ConsultationBody, 'id' | 'version'>,
  as: Person,
  more: Record<string, unknown>,
): Promise<ConsultationBody> {
  const reply = await move(world, session, as, more);
  if (reply.status !== 200) throw new Error(`not moved: ${JSON.stringify(reply.body)}`);
  return reply.body.consultation;
}

export const setConsultant = (world: World, id: string, data: Record<string, unknown>): Promise<unknown> =>
  world.payload.update({ collection: 'consultants', id, data, overrideAccess: true });

/** Lets something happen at a meeting; the webhook is stored when this returns, and applied by `work()`. */
export const happens = (
  world: World,
  meetingId: string | number,
  type: string,
  more: Record<string, unknown> = {},
): Promise<Record<string, unknown>> =>
  world.control('zoom', `/_sim/meetings/${meetingId}/events`, { type, ...more });

/**
 * Nobody waits ten seconds for a silent Zoom in this world; long enough that a busy machine is not taken for
 * silence.
 */
export async function hurryZoom(): Promise<void> {
  const { createZoomProvider } = await import('../../src/integrations/zoom/client');
  const { setZoomProvider } = await import('../../src/integrations/zoom/provider');
  const { env } = await import('../../src/platform/env');
  const {
    ZOOM_ACCOUNT_ID: accountId,
    ZOOM_CLIENT_ID: clientId,
    ZOOM_CLIENT_SECRET: clientSecret,
    ZOOM_API_BASE: apiBase,
    ZOOM_OAUTH_BASE: oauthBase,
  } = env();
  setZoomProvider(
    createZoomProvider({ accountId, clientId, clientSecret, apiBase, oauthBase, timeoutMs: 3000 }),
  );
}
