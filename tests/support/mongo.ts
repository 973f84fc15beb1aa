import { randomBytes } from 'node:crypto';

/** MongoDB limits a database's name to 63 bytes. */
const LONGEST_NAME = 40;

/**
 * The address of a fresh database for one suite, on the replica set that `npm test` starts once for all.
 * @param suiteName any words; they make the database recognisable when one looks into a failure
 */
export function testDatabaseUri(suiteName: string): string {
  const server = process.env.TEST_MONGO_URI;
  if (!server) {
    throw new Error(
      'TEST_MONGO_URI is not set: run this through `npm test`, for one file `npm test -- --file <path>`.',
    );
  }
  const name = suiteName
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME);
  // Not the URL class: a replica set's address may name several hosts, which it refuses.
  const [, hosts, options = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(server) ?? [];
  if (!hosts) throw new Error('TEST_MONGO_URI is not a MongoDB address.');
  return `${hosts}/test-${name}-${randomBytes(4).toString('hex')}${options}`;
}
