import { DEMO_PASSWORD } from '../../../scripts/lib/demoAccounts.mjs';
import { callAs, type Caller } from './api';
import { turnTo } from './clock';
import { type Demo } from './demo';
import { type Furnished } from './furnish';
import { happensAtZoom } from './outside';
import { addressOf } from './staff';
import { until } from './until';

interface Session {
  id: string;
  version: number;
  status: string;
  startsAt: string;
  meeting?: { meetingId?: string };
  proposal?: { status?: string | null };
}

const MINUTE_MS = 60_000;
const GUEST = { name: 'A phone', email: 'guest@phone.example' };
const HOST = { name: 'Amelia Hart', isHost: true };
/** Minutes from the start, what happened, and to whom. */
const STORY = [
  [-6, 'participant_joined_waiting_room', GUEST],
  [-2, 'started', undefined],
  [-2, 'participant_joined', HOST],
  [1, 'participant_left_waiting_room', GUEST],
  [1, 'participant_joined', GUEST],
  [58, 'participant_left', GUEST],
  [59, 'participant_left', HOST],
  [59, 'ended', undefined],
] as const;

/** Books a session, lets it be held at Zoom, and has the office complete it. @returns its id */
export async function holdSession(
  demo: Demo,
  client: Caller,
  { consultantId, typeId, heldAt }: Furnished,
): Promise<string> {
  const body = {
    consultantId,
    typeId,
    startsAt: heldAt,
    mode: 'remote',
    timezone: 'America/New_York',
    topic: 'First look at the numbers',
  };
  const { consultation } = await client.post<{ consultation: Session }>('/api/consultations/book', body);
  const ops = await callAs(demo, 'staff', addressOf('ops'), DEMO_PASSWORD);
  const read = async (): Promise<Session | undefined> =>
    (await ops.get<{ docs: Session[] }>(`/api/consultations?where[id][equals]=${consultation.id}&depth=0`))
      .docs[0];
  const meetingId = await until('meeting', async () => (await read())?.meeting?.meetingId);
  const start = Date.parse(heldAt);
  await turnTo(demo, start + 65 * MINUTE_MS);
  for (const [minute, type, participant] of STORY)
    await happensAtZoom(demo, meetingId, {
      type,
      participant,
      at: new Date(start + minute * MINUTE_MS).toISOString(),
    });
  const held = await until('attendance', async () => {
    const session = await read();
    return session?.status === 'completed' || session?.proposal?.status ? session : undefined;
  });
  // The clock of the product may be quicker.
  if (held.status !== 'completed')
    await ops.post(`/api/consultations/${held.id}/complete`, { expectedVersion: held.version });
  return consultation.id;
}
