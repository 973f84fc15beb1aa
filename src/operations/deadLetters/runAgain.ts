import { type Document, ObjectId } from 'mongodb';
import { type Payload, type PayloadRequest } from 'payload';

import { type Role, roleOf } from '@/collections/access/roles';
import { recordAudit } from '@/platform/audit';
import { DomainError } from '@/platform/errors';
import { asNew } from '@/platform/queue';
import { nativeCollection, requireSession } from '@/platform/store';
import { inTransaction } from '@/platform/transaction';

import { alikeOf } from './alike';
import { DEAD, type DeadQueue, REFUND, SET_ASIDE } from './states';

/** Who may run what again. Money that goes back is asked for by those who may refund. */
const MAY: Record<'refund' | 'other', readonly Role[]> = { refund: ['owner', 'finance'], other: ['owner', 'ops'] };

/** Whether one with this role may run a row again; `kind` is that of an outside effect. */
export const mayRunAgain = (role: Role | null, kind?: string | null): boolean => role !== null && MAY[kind === REFUND ? 'refund' : 'other'].includes(role);

interface Asker {
  payload: Payload;
  user: PayloadRequest['user'];
}

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
export async function runAgain({ payload, user }: Asker, { queue, id, reason }: RunAgainRequest): Promise<{ state: string }> {
  const { dead, waiting } = DEAD[queue];
  return inTransaction({ payload, user }, async (req) => {
    const rows = nativeCollection<Document>(payload, queue);
    const session = requireSession(req);
    const row = await rows.findOne({ _id: new ObjectId(id) }, { session, projection: { kind: 1 } });
    if (!mayRunAgain(roleOf({ user }), row?.kind as string | undefined)) throw new DomainError('FORBIDDEN');
    if (!row) throw new DomainError('NOT_FOUND');
    const revived = await rows.updateOne(
      { _id: new ObjectId(id), state: { $in: [...dead, SET_ASIDE] } },
      { $set: asNew({ waiting }) },
      { session },
    );
    if (revived.matchedCount === 0) throw new DomainError('INVALID_TRANSITION');
    await recordAudit(req, { action: 'dead-letter.run-again', subject: `${queue}:${id}`, reason });
    return { state: waiting };
  });
}

/** Whether somebody else was at it meanwhile, or it is nothing that who asks may run again. */
const isPassedOver = (error: unknown): boolean => error instanceof DomainError && (error.code === 'INVALID_TRANSITION' || error.code === 'FORBIDDEN');

/** As runAgain, and after it those of the queue that were given up for the same reason: what an outage leaves. */
export async function runAlikeAgain(by: Asker, request: RunAgainRequest): Promise<{ state: string }> {
  const more = await alikeOf(by.payload, request.queue, request.id);
  const answer = await runAgain(by, request);
  for (const id of more) {
    await runAgain(by, { ...request, id }).catch((error: unknown) => {
      if (!isPassedOver(error)) throw error;
    });
  }
  return answer;
}
