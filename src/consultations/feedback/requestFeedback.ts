import { type Document, type ObjectId } from 'mongodb';
import { type Payload } from 'payload';

import { type MessageOrder, oweMissing } from '@/notifications/enqueue';
import { now } from '@/platform/clock';
import { nativeCollection } from '@/platform/store';

const HOUR_MS = 3_600_000;
/**
 * So long after a session was recorded as completed its client is asked.
 * Source: docs/domain.md#messages
 */
export const FEEDBACK_AFTER_MS = 24 * HOUR_MS;
/** A session that ended earlier is forgotten: nobody is asked about it any more. */
const MEMORY_MS = 14 * 24 * HOUR_MS;
const BATCH = 100;

interface Completed extends Document {
  _id: ObjectId;
  client: ObjectId;
  endsAt: Date;
}

/**
 * Owes the client of every completed session one question, once for ever: the key has no version. A missed run is
 * made up by the next. @returns how many were new
 */
export async function requestFeedback(
  payload: Payload,
  shouldStop: () => boolean = () => false,
): Promise<number> {
  const at = now().getTime();
  const completed = nativeCollection<Completed>(payload, 'consultations').find(
    {
      status: 'completed',
      endsAt: { $gt: new Date(at - MEMORY_MS) },
      'outcome.at': { $lte: new Date(at - FEEDBACK_AFTER_MS) },
    },
    { projection: { client: 1, endsAt: 1 }, batchSize: BATCH },
  );
  let owed = 0;
  let batch: MessageOrder[] = [];
  for await (const session of completed) {
    if (shouldStop()) return owed;
    batch.push(
      feedbackRequest({
        id: session._id.toHexString(),
        client: session.client.toHexString(),
        endsAt: session.endsAt,
      }),
    );
    if (batch.length < BATCH) continue;
    owed += await oweMissing(payload, 'system:feedback-requests', batch);
    batch = [];
  }
  return owed + (await oweMissing(payload, 'system:feedback-requests', batch));
}

/** The question owed for a completed session. Pure. */
export const feedbackRequest = ({
  id,
  client,
  endsAt,
}: {
  id: string;
  client: string;
  endsAt: Date;
}): MessageOrder => ({
  template: 'feedback-request',
  cause: id,
  client,
  consultation: id,
  notAfter: new Date(endsAt.getTime() + MEMORY_MS),
});
