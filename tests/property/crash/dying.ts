import fc from 'fast-check';
import { type ClientSession, type MongoClient } from 'mongodb';

import { LeaseLost } from '../../../src/platform/queue';
import { type World } from '../../support/world';

/** Whether a command is cut off before its commit: one time in sixteen, and never in the smallest counterexample. */
export const cutOff = fc.nat(15).map((number) => number === 15);

/**
 * Runs work whose process "dies" before its first commit: the transaction is lost. LeaseLost, because that is what a
 * queue lets pass without touching the row, as a dead process would.
 * @returns whether there was a commit to die before
 */
export async function dieBeforeCommit({ payload }: World, work: () => Promise<unknown>): Promise<boolean> {
  const session = (payload.db as unknown as { connection: { getClient(): MongoClient } }).connection
    .getClient()
    .startSession();
  const driver = Object.getPrototypeOf(session) as ClientSession;
  await session.endSession();
  const commit = Object.getOwnPropertyDescriptor(driver, 'commitTransaction') ?? {};
  let died = false;
  driver.commitTransaction = async function (this: ClientSession) {
    died = true;
    await this.abortTransaction();
    throw new LeaseLost();
  };
  try {
    await work().catch((error: unknown) => {
      if (!died) throw error;
    });
  } finally {
    Object.defineProperty(driver, 'commitTransaction', commit);
  }
  return died;
}
