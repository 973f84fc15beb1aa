import { type Document, ObjectId } from 'mongodb';
import { type Payload, type PayloadRequest } from 'payload';

import { type Role, roleOf } from '@/collections/access/roles';
import { recordAudit } from '@/platform/audit';
import { now } from '@/platform/clock';
import { DomainError } from '@/platform/errors';
import { nativeCollection, requireSession } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { DEAD, type DeadQueue, SET_ASIDE } from './states';

/** Who may run what again. Money that goes back is asked for by those who may refund. */
const MAY: Record<'refund' | 'other', readonly Role[]> = { refund: ['owner', 'finance'], other: ['owner', 'ops'] };
const isRefund = (queue: DeadQueue, kind: unknown): boolean => queue === 'outbox' && kind === 'payment.refund';

/** Whether one with this role may run this row again. */
export const mayRunAgain = (role: Role | null | undefined, queue: DeadQueue, kind?: string | null): boolean =>
  Boolean(role && MAY[isRefund(queue, kind) ? 'refund' : 'other'].includes(role));

export interface RunAgainRequest {
  queue: DeadQueue;
  id: string;
  reason: string;
}

/**
 * Lets the workers try a dead letter again, with all its tries before it. Safe: a row is work that looks at its
 * record first and has a unique key, so one that did its effect after all does nothing more.
 * @throws DomainError NOT_FOUND, FORBIDDEN; INVALID_TRANSITION when it is neither dead nor set aside (any more)
 */
export async function runAgain({ payload, user }: { payload: Payload; user: PayloadRequest['user'] }, { queue, id, reason }: RunAgainRequest): Promise<{ state: string }> {
  const { dead, waiting } = DEAD[queue];
  return inTransaction({ payload, user }, async (req) => {
    const rows = nativeCollection<Document>(payload, queue);
    const session = requireSession(req);
    const at = now();
    const row = await rows.findOne({ _id: new ObjectId(id) }, { session, projection: { kind: 1 } });
    if (!mayRunAgain(roleOf({ user }), queue, row?.kind as string | undefined)) throw new DomainError('FORBIDDEN');
    if (!row) throw new DomainError('NOT_FOUND');
    const revived = await rows.updateOne(
      { _id: new ObjectId(id), state: { $in: [...dead, SET_ASIDE] } },
      { $set: { state: waiting, attempts: 0, dueAt: at, leaseToken: null, leaseUntil: null, updatedAt: at } },
      { session },
    );
    if (revived.matchedCount === 0) throw new DomainError('INVALID_TRANSITION');
    await recordAudit(req, { action: 'dead-letter.run-again', subject: `${queue}:${id}`, reason });
    return { state: waiting };
  });
}
