import { type Payload } from 'payload';

import { ensureIndexes, missingIndexes } from './indexes';
import { logger } from './logger';
import { databaseOf } from './store';
import { inTransaction } from './transaction';
import { runtime, zoneDataProblem } from './zoneData';

/** The process must not serve; the message says why and what to do. */
class NotFitToServe extends Error {}

async function assertReplicaSet(payload: Payload): Promise<void> {
  const hello = await databaseOf(payload).command({ hello: 1 });
  if (hello.setName || hello.msg === 'isdbgrid') return;
  throw new NotFitToServe(
    'MongoDB is not a replica set, so there are no transactions. Start it with --replSet and initiate it.',
  );
}

async function assertTransactions(payload: Payload): Promise<void> {
  try {
    await inTransaction({ payload }, async (req) => {
      const session = (payload.db as unknown as { sessions: Record<string, { inTransaction(): boolean }> })
        .sessions[String(req.transactionID)];
      if (!session?.inTransaction()) throw new NotFitToServe('Payload did not open a transaction.');
      await req.payload.find({
        collection: 'packages',
        limit: 1,
        pagination: false,
        req,
        overrideAccess: true,
      });
    });
  } catch (error) {
    throw new NotFitToServe(
      `Transactions do not work: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

async function assertIndexes(payload: Payload): Promise<void> {
  const missing = await missingIndexes(payload);
  if (missing.length === 0) return;
  throw new NotFitToServe(`Indexes that hold invariants are missing: ${missing.join('; ')}.`);
}

/**
 * Makes the database fit for the promises of the product, or refuses.
 * @throws NotFitToServe
 */
export async function assertFitToServe(payload: Payload): Promise<void> {
  await assertReplicaSet(payload);
  try {
    await ensureIndexes(payload);
  } catch (error) {
    throw new NotFitToServe(
      `An index that holds an invariant cannot be built: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
  await assertIndexes(payload);
  await assertTransactions(payload);
}

/**
 * Why a process could not start, in words for who runs it. The driver says of a missing primary only that it
 * waited.
 */
export function startFailure(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!message.includes('cannot connect to MongoDB')) return message;
  return (
    `${message}. Is a mongod running there, started with --replSet and initiated, under the name that ` +
    'DATABASE_URI gives the replica set?'
  );
}

/** The line that a process writes once it serves: what it runs on, and what of that is out of date. */
export function sayReady(name: 'web' | 'worker'): void {
  const runsOn = runtime();
  logger.info(runsOn, `${name} ready`);
  const problem = zoneDataProblem(runsOn.zoneData, new Date());
  if (problem) logger.warn(runsOn, problem);
}
