import { ObjectId } from 'mongodb';
import { type PayloadRequest } from 'payload';

import { actorOf } from './actor';
import { now } from './clock';
import { currentCorrelationId } from './logger';
import { nativeCollection, requireSession } from './store';

/** Writes one line of who did what, in the transaction of the deed. One command. */
export async function recordAudit(
  req: PayloadRequest,
  entry: { action: string; subject: string; reason?: string; facts?: Record<string, unknown> },
): Promise<void> {
  const at = now();
  await nativeCollection(req.payload, 'audit-log').insertOne(
    {
      _id: new ObjectId(),
      at,
      actor: actorOf(req),
      ...entry,
      correlationId: currentCorrelationId() ?? null,
      createdAt: at,
      updatedAt: at,
    },
    { session: requireSession(req) },
  );
}
