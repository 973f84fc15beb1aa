import { type ClientSession, MongoError } from 'mongodb';
import { createLocalReq, type Payload, type PayloadRequest, type RequestContext } from 'payload';

import { newCorrelationId } from './ids';
import { MustWait, PlaceInLine } from './line';
import { currentCorrelationId, logger, withCorrelation } from './logger';
import { databaseOf, sessionOf } from './store';

/** Far longer than a conflict lasts, shorter than a transaction may live (60 s). */
const TRY_FOR_MS = 20_000;
/** However slow the machine: no command is given up after fewer. */
const MIN_ATTEMPTS = 16;
/** Short, because whoever waits long is overtaken by those who come later. */
const MAX_PAUSE_MS = 250;
const MAX_COMMIT_ATTEMPTS = 5;

const hasLabel = (error: unknown, label: string): boolean => {
  if (error instanceof MongoError || (error instanceof Error && 'errorLabels' in error)) {
    const labelled = error as MongoError & { errorLabels?: string[] };
    if (typeof labelled.hasErrorLabel === 'function') return labelled.hasErrorLabel(label);
    return labelled.errorLabels?.includes(label) ?? false;
  }
  return false;
};

/** Whether the driver says the whole transaction may be run again. Looks through wrapped causes. */
export function isTransient(error: unknown): boolean {
  if (hasLabel(error, 'TransientTransactionError')) return true;
  // Kept by a commit that stayed unknown: running the command again finds its own unique keys, or does the work.
  if (hasLabel(error, 'UnknownTransactionCommitResult')) return true;
  return error instanceof Error && error.cause !== undefined && isTransient(error.cause);
}

/** A unique index refused a write. `index` names it. */
export function duplicateKey(error: unknown): { index: string } | null {
  if (!(error instanceof Error)) return null;
  const code = (error as { code?: unknown }).code;
  if (code !== 11000) return null;
  const pattern = /index: (\S+)/.exec(error.message);
  return { index: pattern?.[1] ?? '' };
}

const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(10 * 2 ** attempt, MAX_PAUSE_MS)));

async function commit(req: PayloadRequest): Promise<void> {
  const session = sessionOf(req);
  if (!session) throw new Error('The transaction was lost before its commit.');
  for (let attempt = 1; ; attempt += 1) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      const unknown = hasLabel(error, 'UnknownTransactionCommitResult');
      if (!unknown || attempt >= MAX_COMMIT_ATTEMPTS) throw error;
      await pause(attempt);
    }
  }
}

/**
 * A commit that got lost on its way leaves a transaction which would hold its rows for a minute, against its own second
 * run too. If the commit did arrive, there is nothing left to end.
 */
async function endOnServer(payload: Payload, session: ClientSession | undefined): Promise<void> {
  if (!session?.id) return;
  await databaseOf(payload)
    .client.db('admin')
    .command({ killSessions: [session.id] })
    .catch((cause: unknown) => logger.warn({ cause }, 'a lost transaction was not ended'));
}

export interface TransactionInput {
  payload: Payload;
  user?: PayloadRequest['user'];
  context?: RequestContext;
}

/**
 * Runs a whole command in one transaction: all of it becomes true, or none. On a conflict or an unknown
 * commit the command is run again from its start, with jitter, for a bounded time; so it must make
 * its ids and keys before, and do nothing outside the database.
 * @throws whatever the command throws, after rolling back; the driver's error when the time runs out.
 */
export async function inTransaction<T>(
  input: TransactionInput,
  command: (req: PayloadRequest) => Promise<T>,
): Promise<T> {
  // What no request caused (a scheduled job, an operator's command) is traced as well: its entries share one id.
  if (!currentCorrelationId())
    return withCorrelation(newCorrelationId(), () => inTransaction(input, command));
  const place = new PlaceInLine();
  try {
    return await untilCommitted({ ...input, context: { ...input.context, place } }, command, place);
  } finally {
    place.leave();
  }
}

async function untilCommitted<T>(
  input: TransactionInput,
  command: (req: PayloadRequest) => Promise<T>,
  place: PlaceInLine,
): Promise<T> {
  const { payload } = input;
  const started = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    const req = await createLocalReq(
      { user: input.user ?? undefined, context: { ...input.context } },
      payload,
    );
    const id = await payload.db.beginTransaction();
    if (id === null) throw new Error('MongoDB transactions are off: DATABASE_URI must name a replica set.');
    req.transactionID = id;
    const session = sessionOf(req);
    try {
      const result = await command(req);
      await commit(req);
      return result;
    } catch (error) {
      if (session?.inTransaction())
        await session.abortTransaction().catch((cause: unknown) => logger.debug({ cause }, 'abort'));
      if (hasLabel(error, 'UnknownTransactionCommitResult')) await endOnServer(payload, session);
      if (error instanceof MustWait) {
        await place.wait(error.thing);
        continue;
      }
      if (!isTransient(error) || (attempt >= MIN_ATTEMPTS && performance.now() - started > TRY_FOR_MS))
        throw error;
      await pause(attempt);
    } finally {
      delete (payload.db as unknown as { sessions: Record<string, unknown> }).sessions[String(id)];
      await session?.endSession();
    }
  }
}
