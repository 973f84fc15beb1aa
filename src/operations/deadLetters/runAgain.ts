import { type Document, ObjectId } from 'mongodb';

import { type Role, roleOf } from '@/collections/access/roles';
import { recordAudit } from '@/platform/audit';
import { DomainError } from '@/platform/errors';
import { type Commanded } from '@/platform/idempotency';
import { asNew } from '@/platform/queue';
import { nativeCollection, requireSession } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { alikeOf } from './alike';
import { DEAD, type DeadQueue, REFUND, SET_ASIDE } from './states';

/** Who may run what again. Money that goes back is asked for by those who may refund. */
const MAY: Record<'refund' | 'other', readonly Role[]> = {
  refund: ['owner', 'finance'],
  other: ['owner', 'ops'],
};

/** Whether one with this role may run a row again; `kind` is that of an outside effect. */
export const mayRunAgain = (role: Role | null, kind?: string | null): boolean =>
  role !== null && MAY[kind === REFUND ? 'refund' : 'other'].includes(role);

export interface RunAgainRequest {
  queue: DeadQueue;
  id: string;
  reason: string;
  /** Also those of the queue that were given up for the same reason. */
  alike: boolean;
}

/**
 * Lets the workers try a dead letter again, with all its tries before it; with those given up for the same reason, as
 * after an outage, in one transaction. Safe: a row is work that looks at its record first and has a unique key, so one
 * that did its effect after all does nothing more.
 * @throws DomainError NOT_FOUND, FORBIDDEN; INVALID_TRANSITION when it is neither dead nor set aside (any more)
 */
export async function runAgain(
  { payload, user, keep }: Commanded,
  { queue, id, reason, alike }: RunAgainRequest,
): Promise<{ state: string }> {
  const { dead, waiting } = DEAD[queue];
  const role = roleOf({ user });
  return inTransaction({ payload, user }, async (req) => {
    const rows = nativeCollection<Document>(payload, queue);
    const session = requireSession(req);
    const row = await rows.findOne({ _id: new ObjectId(id) }, { session, projection: { kind: 1 } });
    if (!mayRunAgain(role, row?.kind as string | undefined)) throw new DomainError('FORBIDDEN');
    if (!row) throw new DomainError('NOT_FOUND');
    // Those alike are no refunds: who may only ask for money again leaves them to others.
    const ids = [row._id as ObjectId, ...(alike && mayRunAgain(role) ? await alikeOf(req, queue, id) : [])];
    const revived = await rows.updateMany(
      { _id: { $in: ids }, state: { $in: [...dead, SET_ASIDE] } },
      { $set: asNew({ waiting }) },
      { session },
    );
    if (revived.matchedCount !== ids.length) throw new DomainError('INVALID_TRANSITION');
    for (const each of ids)
      await recordAudit(req, {
        action: 'dead-letter.run-again',
        subject: `${queue}:${each.toHexString()}`,
        reason,
      });
    const answer = { state: waiting };
    await keep?.(req, { status: 200, body: answer });
    return answer;
  });
}
