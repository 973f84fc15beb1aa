import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, ObjectId } from 'mongodb';

import { findMongod } from '../../scripts/lib/mongod.mjs';
import { type Ended, startChild, stopChildren } from '../support/child';
import { setEnvironment } from '../support/environment';
import { testDatabaseUri } from '../support/mongo';

/** Real processes start slowly on a busy machine. */
const LONG = 600_000;

const WEB = 'tests/support/webStart.ts';
const WORKER = 'src/jobs/worker.ts';

beforeAll(() => setEnvironment({ DATABASE_URI: testDatabaseUri('startup'), SMTP_PORT: '2525', LOG_LEVEL: 'info' }));
afterAll(stopChildren);

/** Starts web and worker at once in an environment changed so; undefined takes a variable away. */
const startBoth = (change: Record<string, string | undefined>): Promise<Ended[]> =>
  Promise.all([WEB, WORKER].map((file) => startChild(file, { ...process.env, ...change } as NodeJS.ProcessEnv).ended));

function expectRefusal(ended: Ended[], ...words: string[]): void {
  for (const { code, output } of ended) {
    for (const word of words) expect(output).toContain(word);
    expect(output).not.toMatch(/serving|worker ready/);
    expect(code).toBeGreaterThan(0);
  }
}

describe('web and worker refuse to start, and say why', () => {
  it('when variables are missing or malformed: all of them are named, none is repeated', async () => {
    const change = { STRIPE_SECRET_KEY: undefined, SMTP_PORT: 'twenty-five', PAYLOAD_SECRET: 'guessable', ZOOM_FALLBACK_HOST: '' };
    const ended = await startBoth(change);
    expectRefusal(ended, 'STRIPE_SECRET_KEY is missing', 'ZOOM_FALLBACK_HOST is missing', 'SMTP_PORT is malformed', 'PAYLOAD_SECRET is malformed: must have at least 32 characters');
    for (const { output } of ended) expect(output).not.toMatch(/guessable|twenty-five/);
  }, LONG);

  it('when the address of the database names no replica set', async () => {
    const withoutSet = (process.env.DATABASE_URI ?? '').replace(/\?.*$/, '');
    expectRefusal(await startBoth({ DATABASE_URI: withoutSet }), 'DATABASE_URI is malformed: must name a replica set');
  }, LONG);

  it('when an index that makes doubles impossible cannot be built, because doubles are there', async () => {
    const uri = testDatabaseUri('startup-doubles');
    const client = await MongoClient.connect(uri);
    const owner = new ObjectId();
    await client.db().collection('wallets').insertMany([{ client: owner }, { client: owner }]);
    try {
      expectRefusal(await startBoth({ DATABASE_URI: uri }), 'An index that holds an invariant cannot be built', 'wallet_client');
    } finally {
      await client.db().dropDatabase();
      await client.close();
    }
  }, LONG);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A MongoDB that is no replica set; undefined where this machine has no mongod of its own to start. */
async function startStandalone(): Promise<{ port: number; stop: () => Promise<void> } | undefined> {
  const given = process.env.DATABASE_URI;
  delete process.env.DATABASE_URI;
  const found = await findMongod().catch((error: Error) => ({ reason: error.message }));
  process.env.DATABASE_URI = given;
  if (!('binary' in found)) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'serenity-standalone-'));
  const port = await freePort();
  const server = spawn(found.binary, ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--wiredTigerCacheSizeGB', '0.25'], { stdio: 'ignore', detached: true });
  const gone = new Promise((resolve) => server.once('exit', resolve));
  const admin = await MongoClient.connect(`mongodb://127.0.0.1:${port}/?directConnection=true`, { serverSelectionTimeoutMS: 90_000 });
  return {
    port,
    stop: async () => {
      await admin.db('admin').command({ shutdown: 1, force: true }).catch((error: unknown) => error); // the connection breaks as it leaves
      await admin.close();
      await gone;
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

describe('a MongoDB that is no replica set', () => {
  it('is refused by web and worker, however the address is written', async () => {
    const mongo = await startStandalone();
    if (!mongo) {
      console.log('Not checked: this machine has no mongod that could be started without --replSet.');
      return;
    }
    try {
      const direct = await startBoth({ DATABASE_URI: `mongodb://127.0.0.1:${mongo.port}/x?directConnection=true&replicaSet=rs0` });
      expectRefusal(direct, 'MongoDB is not a replica set, so there are no transactions');
      const found = await startBoth({ DATABASE_URI: `mongodb://127.0.0.1:${mongo.port}/x?replicaSet=rs0` });
      expectRefusal(found, 'cannot connect to MongoDB', 'started with --replSet and initiated');
    } finally {
      await mongo.stop();
    }
  }, LONG);
});
