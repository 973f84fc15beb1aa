import { type Payload } from 'payload';

import { now } from '@/platform/clock';
import { SET_ASIDE } from '@/platform/queue';
import { nativeCollection } from '@/platform/store';

import { GIVEN_UP, type MessageRow } from './message';

/**
 * A mail that was sent once more has reached somebody: the first, if it was given up, waits for nobody any more. The
 * copy says who wanted it and why. One command; nothing when this is no copy.
 */
export async function closeOriginal(payload: Payload, { resend }: MessageRow): Promise<void> {
  if (!resend) return;
  await nativeCollection<MessageRow>(payload, 'messages').updateOne(
    { _id: resend.of, state: { $in: [...GIVEN_UP] } },
    { $set: { state: SET_ASIDE, updatedAt: now() } },
  );
}
