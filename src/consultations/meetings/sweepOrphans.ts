import { ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { HostUnavailable, type MarkedMeeting } from '@/integrations/zoom/port';
import { zoomProvider } from '@/integrations/zoom/provider';
import { recordAudit } from '@/platform/audit';
import { now } from '@/platform/clock';
import { env } from '@/platform/env';
import { newId } from '@/platform/ids';
import { logger } from '@/platform/logger';
import { type OutboxRow, owe } from '@/platform/outbox';
import { nativeCollection } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { judgeMeeting } from './judgeMeeting';

/** Younger meetings may belong to what is being done right now. */
const LEAVE_MS = 60 * 60_000;

/**
 * Finds meetings of ours at Zoom that no booking has any more: of cancelled or unknown bookings, and second ones. Only
 * those with a mark of this installation, older than an hour, of a booking nothing is owed for.
 * @returns how many are now owed their removal @throws DomainError PROVIDER_UNAVAILABLE
 */
export async function sweepOrphans(
  payload: Payload,
  shouldStop: () => boolean = () => false,
): Promise<number> {
  let found = 0;
  let seen = 0;
  for (const host of await everyHost(payload)) {
    for (const meeting of await listOf(host)) {
      if (shouldStop()) return found;
      seen += 1;
      if (now().getTime() - meeting.createdAt.getTime() < LEAVE_MS) continue;
      if (await oweRemoval(payload, meeting)) found += 1;
    }
  }
  logger.info({ seen, found }, 'looked for meetings at Zoom that nobody has');
  return found;
}

/** All who may have held a meeting of ours: consultants of today, hosts of bookings, the fallback. */
async function everyHost(payload: Payload): Promise<string[]> {
  const own = await nativeCollection(payload, 'consultants').distinct('zoomHost');
  const used = await nativeCollection(payload, 'consultations').distinct('meeting.host');
  const hosts = [...own, ...used, env().ZOOM_FALLBACK_HOST].filter(
    (host): host is string => typeof host === 'string' && host !== '',
  );
  return [...new Set(hosts.map((host) => host.toLowerCase()))];
}

async function listOf(host: string): Promise<MarkedMeeting[]> {
  try {
    return await zoomProvider().listMarked(host);
  } catch (error) {
    if (error instanceof HostUnavailable) return [];
    throw error;
  }
}

/** What is found is owed like any other effect: a worker does it, once, and looks again before. */
async function oweRemoval(payload: Payload, { id, marker }: MarkedMeeting): Promise<boolean> {
  const why = await whyOrphan(payload, id, marker);
  if (!why) return false;
  const key = `meeting:${marker}:orphan:${id}:${newId()}`;
  await inTransaction({ payload, context: { actor: 'system:zoom-orphans' } }, async (req) => {
    await owe(req, { key, kind: 'meeting.remove', subject: marker, data: { meetingId: id } });
    await recordAudit(req, {
      action: 'meeting.orphan-removed',
      subject: `consultations:${marker}`,
      reason: why,
      facts: { meetingId: id },
    });
  });
  return true;
}

async function whyOrphan(payload: Payload, meetingId: string, marker: string): Promise<string | null> {
  // What is owed is read first: a booking that is settled between the two reads is judged as settled.
  const owed = await nativeCollection<OutboxRow>(payload, 'outbox').countDocuments(
    { subject: marker, state: 'waiting' },
    { limit: 1 },
  );
  const booking = await nativeCollection(payload, 'consultations').findOne(
    { _id: new ObjectId(marker) },
    { projection: { status: 1, meeting: 1 }, readConcern: { level: 'majority' } },
  );
  return judgeMeeting(meetingId, booking as Parameters<typeof judgeMeeting>[1], owed > 0);
}
