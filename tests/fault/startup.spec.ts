import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Document, MongoClient, ObjectId } from 'mongodb';

import { findMongod } from '../../scripts/lib/mongod.mjs';
import { freePorts } from '../../scripts/lib/ports.mjs';
import { faultCase } from '../support/cases';
import { CASE_REPEATS } from '../support/volume';
import { type Ended, startChild, stopChildren } from '../support/child';
import { setEnvironment } from '../support/environment';
import { testDatabaseUri } from '../support/mongo';
import { type Random } from '../support/random';

/** Real processes start slowly on a busy machine. */
const LONG = 600_000;

const WEB = 'tests/support/webStart.ts';
const WORKER = 'src/jobs/worker.ts';

beforeAll(() =>
  setEnvironment({ DATABASE_URI: testDatabaseUri('startup'), SMTP_PORT: '2525', LOG_LEVEL: 'info' }),
);
afterAll(stopChildren);

/** Starts web and worker at once in an environment changed so; undefined takes a variable away. */
const startBoth = (change: Record<string, string | undefined>): Promise<Ended[]> =>
  Promise.all(
    [WEB, WORKER].map((file) => startChild(file, { ...process.env, ...change } as NodeJS.ProcessEnv).ended),
  );

function expectRefusal(ended: Ended[], ...words: string[]): void {
  for (const { code, output } of ended) {
    for (const word of words) expect(output).toContain(word);
    expect(output).not.toMatch(/serving|worker ready/);
    expect(code).toBeGreaterThan(0);
  }
}

/** Variables taken away, and ones of no use: what is said of each. */
const MISSING = [
  'STRIPE_SECRET_KEY',
  'ZOOM_FALLBACK_HOST',
  'STRIPE_WEBHOOK_SECRET',
  'MAIL_FROM',
  'SERVER_URL',
];
const MALFORMED: [name: string, value: string, said: string][] = [
  ['SMTP_PORT', 'twenty-five', 'SMTP_PORT is malformed'],
  ['PAYLOAD_SECRET', 'guessable', 'PAYLOAD_SECRET is malformed: must have at least 32 characters'],
  ['CLOCK', 'sundial', 'CLOCK is malformed'],
];

async function withoutVariables(random: Random): Promise<void> {
  const missing = random.shuffled(MISSING).slice(0, 2);
  const malformed = random.shuffled(MALFORMED).slice(0, 2);
  const ended = await startBoth({
    ...Object.fromEntries(missing.map((name) => [name, random.pick([undefined, ''])])),
    ...Object.fromEntries(malformed.map(([name, value]) => [name, value])),
  });
  expectRefusal(
    ended,
    ...missing.map((name) => `${name} is missing`),
    ...malformed.map(([, , said]) => said),
  );
  for (const { output } of ended) for (const [, value] of malformed) expect(output).not.toContain(value);
}

async function withoutSetInAddress(): Promise<void> {
  const withoutSet = (process.env.DATABASE_URI ?? '').replace(/\?.*$/, '');
  expectRefusal(
    await startBoth({ DATABASE_URI: withoutSet }),
    'DATABASE_URI is malformed: must name a replica set',
  );
}

/** Doubles of what must be there once: the index that forbids them, and two rows it cannot be built over. */
const DOUBLES: [collection: string, index: string, row: () => Document][] = [
  ['wallets', 'wallet_client', () => ({ client: new ObjectId('a'.repeat(24)) })],
  [
    'transactions',
    'ledger_seq',
    () => ({ client: new ObjectId('a'.repeat(24)), seq: 1, key: String(new ObjectId()) }),
  ],
  [
    'credit-grants',
    'grant_payment',
    () => ({ key: String(new ObjectId()), payment: new ObjectId('a'.repeat(24)) }),
  ],
  ['payments', 'payment_invoice', () => ({ invoiceNumber: 'IS-2031-000001' })],
  ['slot-claims', 'claim_key', () => ({ key: 'consultant:x:1' })],
  ['inbox-events', 'inbox_event', () => ({ provider: 'stripe', eventId: 'evt_1' })],
];

async function withDoubles(random: Random): Promise<void> {
  const uri = testDatabaseUri('startup-doubles');
  const [collection, index, row] = random.pick(DOUBLES);
  const client = await MongoClient.connect(uri);
  await client.db().collection(collection).insertMany([row(), row()]);
  try {
    expectRefusal(
      await startBoth({ DATABASE_URI: uri }),
      'An index that holds an invariant cannot be built',
      index,
    );
  } finally {
    await client.db().dropDatabase();
    await client.close();
  }
}

interface Standalone {
  port: number;
  stop: () => Promise<void>;
}

/** How many ports are tried: one that was free a moment ago may be somebody else's by now. */
const PORTS_TRIED = 5;

/** A MongoDB that is no replica set; undefined where this machine has no mongod of its own to start. */
async function startStandalone(): Promise<Standalone | undefined> {
  const given = process.env.DATABASE_URI;
  delete process.env.DATABASE_URI;
  const found = await findMongod().catch((error: Error) => ({ reason: error.message }));
  process.env.DATABASE_URI = given;
  if (!('binary' in found)) return undefined;
  for (const port of await freePorts(PORTS_TRIED)) {
    const started = await startStandaloneOn(port, found.binary);
    if (started) return started;
  }
  throw new Error(`mongod could be had on none of ${PORTS_TRIED} ports.`);
}

/** Whether this is the server that was given the folder: it is shut down in the end, and no other may be. */
const servesFrom = async (admin: MongoClient, folder: string): Promise<boolean> =>
  JSON.stringify(await admin.db('admin').command({ getCmdLineOpts: 1 })).includes(basename(folder));

/** @returns undefined when the port was somebody else's: then the server ends by itself */
async function startStandaloneOn(port: number, binary: string): Promise<Standalone | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'serenity-standalone-'));
  const server = spawn(
    binary,
    ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--wiredTigerCacheSizeGB', '0.25'],
    { stdio: 'ignore', detached: true },
  );
  const gone = new Promise<'gone'>((resolve) => server.once('exit', () => resolve('gone')));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 10 });
  const admin = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 90_000,
  });
  const answers = (await Promise.race([admin.connect(), gone])) !== 'gone';
  if (!answers || !(await servesFrom(admin, folder))) {
    await admin.close();
    await gone;
    await remove();
    return undefined;
  }
  return {
    port,
    stop: async () => {
      await admin
        .db('admin')
        .command({ shutdown: 1, force: true })
        .catch((error: unknown) => error); // the connection breaks as it leaves
      await admin.close();
      await gone;
      await remove();
    },
  };
}

/** However the address is written: what is said. */
const STANDALONE = [
  ['directConnection=true&replicaSet=rs0', 'MongoDB is not a replica set, so there are no transactions'],
  ['replicaSet=rs0', 'cannot connect to MongoDB', 'started with --replSet and initiated'],
];

async function withStandalone(random: Random): Promise<void> {
  const mongo = await startStandalone();
  if (!mongo) {
    console.log('Not checked: this machine has no mongod that could be started without --replSet.');
    return;
  }
  try {
    for (const [options, ...words] of random.shuffled(STANDALONE)) {
      expectRefusal(
        await startBoth({ DATABASE_URI: `mongodb://127.0.0.1:${mongo.port}/x?${options}` }),
        ...words,
      );
    }
  } finally {
    await mongo.stop();
  }
}

/** Each seed does two of them, and two that follow each other all four: processes start slowly. */
const CAUSES = [withoutVariables, withDoubles, withoutSetInAddress, withStandalone];

faultCase(
  15,
  'no replica set, transactions off, an index that cannot be there or a variable missing: web and worker ' +
    'refuse to start, and say why',
  async ({ seed, random }) => {
    const own = CASE_REPEATS === 1 ? CAUSES : CAUSES.filter((_, index) => index % 2 === seed % 2);
    for (const refuse of own) await refuse(random);
  },
  LONG,
);

it.each([
  [
    'credit-expiration=0 25 * * *',
    'JOB_SCHEDULE has credit-expiration=0 25 * * *, which is no timetable',
    'expected range 0-23',
  ],
  [
    'reminders-1h=0 9 * * *',
    'JOB_SCHEDULE has reminders-1h=0 9 * * *, which comes too seldom',
    '20 minutes at most',
  ],
  ['reminder-1h=*/5 * * * *', 'JOB_SCHEDULE names reminder-1h, which is no job'],
])(
  'a worker refuses a timetable that would silence a job: %s',
  async (JOB_SCHEDULE, ...words) => {
    expectRefusal(
      [await startChild(WORKER, { ...process.env, JOB_SCHEDULE } as NodeJS.ProcessEnv).ended],
      ...words,
    );
  },
  LONG,
);
