import { createHash } from 'node:crypto';
import { type Document } from 'mongodb';
import { type Payload, type PayloadRequest } from 'payload';

import { recordAudit } from '@/platform/audit';
import { now } from '@/platform/clock';
import { env } from '@/platform/env';
import { type Commanded } from '@/platform/idempotency';
import { newSecret } from '@/platform/ids';
import { nativeCollection, requireSession } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

/** Whose sessions a feed holds. */
export interface FeedOwner {
  side: 'client' | 'consultant';
  id: string;
}

/** The platform's own collection, not one of Payload's: no API shows it. */
const FEED_COLLECTION = '_calendar_feeds';

/** One link a person, kept as a hash: who reads the database cannot read calendars with it. */
interface FeedRow extends Document {
  _id: string;
  side: FeedOwner['side'];
  person: string;
  hash: string;
  createdAt: Date;
  readAt: Date | null;
}

export interface FeedStatus {
  createdAt: string;
  /** When a calendar last asked, to the hour. */
  readAt: string | null;
}

const READ_PRECISION_MS = 3_600_000;

const rowId = ({ side, id }: FeedOwner): string => `${side}:${id}`;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
const feeds = (payload: Payload) => nativeCollection<FeedRow>(payload, FEED_COLLECTION);

/** Makes a person's link, or a new one in its place: the old one stops. It is told once and never again. */
export async function createFeed(
  { payload, user }: Commanded,
  owner: FeedOwner,
): Promise<{ url: string } & FeedStatus> {
  const token = newSecret();
  const createdAt = now();
  await inTransaction({ payload, user }, async (req) => {
    const row = { side: owner.side, person: owner.id, hash: hashOf(token), createdAt, readAt: null };
    const { matchedCount } = await feeds(payload).replaceOne({ _id: rowId(owner) }, row, {
      upsert: true,
      session: requireSession(req),
    });
    await recordAudit(req, {
      action: 'calendar-feed.created',
      subject: rowId(owner),
      facts: { replaced: matchedCount > 0 },
    });
  });
  return {
    url: `${env().SERVER_URL}/api/calendar/${token}.ics`,
    createdAt: createdAt.toISOString(),
    readAt: null,
  };
}

/** Ends a person's link, if there is one. */
export const revokeFeed = (
  { payload, user, keep }: Commanded,
  owner: FeedOwner,
): Promise<{ active: false }> =>
  inTransaction({ payload, user }, async (req) => {
    await endFeed(req, owner);
    const answer = { active: false } as const;
    await keep?.(req, { status: 200, body: answer });
    return answer;
  });

/** As revokeFeed, in the transaction of what makes the link end. */
export async function endFeed(req: PayloadRequest, owner: FeedOwner): Promise<void> {
  const { deletedCount } = await feeds(req.payload).deleteOne(
    { _id: rowId(owner) },
    { session: requireSession(req) },
  );
  if (deletedCount > 0) await recordAudit(req, { action: 'calendar-feed.revoked', subject: rowId(owner) });
}

/** What a person may know of their link: that it is there, and whether it is used. */
export async function feedStatus(payload: Payload, owner: FeedOwner): Promise<FeedStatus | null> {
  const row = await feeds(payload).findOne({ _id: rowId(owner) });
  return row && { createdAt: row.createdAt.toISOString(), readAt: row.readAt?.toISOString() ?? null };
}

/** Whose link this is, or null. */
export async function feedOwner(payload: Payload, token: string): Promise<FeedOwner | null> {
  const row = await feeds(payload).findOne({ hash: hashOf(token) });
  if (!row) return null;
  const at = now();
  const isWorthNoting = !row.readAt || at.getTime() - row.readAt.getTime() >= READ_PRECISION_MS;
  if (isWorthNoting)
    await feeds(payload).updateOne({ _id: row._id, hash: row.hash }, { $set: { readAt: at } });
  return { side: row.side, id: row.person };
}
