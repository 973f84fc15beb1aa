import { type Document, ObjectId } from 'mongodb';

import { recordAudit } from '@/platform/audit';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { type Commanded } from '@/platform/idempotency';
import { nativeCollection, requireSession } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { alikeOf } from './alike';
import { DEAD, type DeadQueue, REFUND, SET_ASIDE } from './states';

export interface SetAsideRequest {
  queue: DeadQueue;
  ids: readonly string[];
  /** Why nothing more is done about them. */
  reason: string;
  /** Also those of the queue that were given up for the same reason as the first. */
  alike: boolean;
}

/**
 * Closes dead letters of which nothing more will come: they no longer wait for staff, and say so. All of them or none;
 * one audit entry each. They can still be run again. A refund that is owed to a client is made, or settled at
 * Stripe and then run again: it is not put away.
 * @throws DomainError NOT_FOUND; INVALID_TRANSITION when one is not dead (any more), or is a refund
 */
export async function setAside(
  { payload, user, keep }: Commanded,
  { queue, ids, reason, alike }: SetAsideRequest,
): Promise<{ setAside: number }> {
  return inTransaction({ payload, user }, async (req) => {
    const rows = nativeCollection<Document>(payload, queue);
    const session = requireSession(req);
    const [first] = ids;
    const more = alike && first ? await alikeOf(req, queue, first) : [];
    const distinct = [...new Set([...ids, ...more.map((id) => id.toHexString())])];
    const _id = { $in: distinct.map((id) => new ObjectId(id)) };
    if ((await rows.countDocuments({ _id }, { session })) !== distinct.length)
      throw new DomainError('NOT_FOUND');
    const closed = await rows.updateMany(
      { _id, state: { $in: [...DEAD[queue].dead] }, kind: { $ne: REFUND } },
      { $set: { state: SET_ASIDE, updatedAt: now() } },
      { session },
    );
    if (closed.matchedCount !== distinct.length)
      throw new DomainError('INVALID_TRANSITION', {
        message: 'Only what was given up can be set aside, and no refund.',
      });
    for (const id of distinct)
      await recordAudit(req, { action: 'dead-letter.set-aside', subject: `${queue}:${id}`, reason });
    const answer = { setAside: distinct.length };
    await keep?.(req, { status: 200, body: answer });
    return answer;
  });
}
