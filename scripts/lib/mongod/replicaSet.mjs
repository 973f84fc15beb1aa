import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { startService, tailOf } from '../run.mjs';
import { stopRecorded, recordOf } from '../processes.mjs';

const NAME = 'rs0';
const START_SECONDS = 90;

/**
 * Runs a mongod as a replica set of one on 127.0.0.1 and returns when it accepts writes. Data already in the
 * folder is kept, whether the last run ended well or not; the set is initiated only on an empty folder.
 * @param {{binary: string, dbPath: string, port: number, log?: (line: string) => void, testCommands?: boolean,
 *   stop?: AbortSignal}} input `testCommands` switches on failCommand, for fault tests; `stop` gives up the start
 * @returns {Promise<{uri: string, pid: number, exited: Promise<object>, logFile: string, stop: () => Promise<void>}>}
 */
export async function startReplicaSet({ binary, dbPath, port, log = () => {}, testCommands = false, stop }) {
  await mkdir(dbPath, { recursive: true });
  const logFile = join(dbPath, 'mongod.log');
  const pidFile = join(dbPath, 'server.json');
  await stopLeftover({ pidFile, log });
  await keepOldLog(logFile);
  const service = await startService({
    name: 'mongo',
    command: binary,
    args: serverArguments({ dbPath, port, logFile, testCommands }),
    logFile: join(dbPath, 'mongod.out'),
  });
  await writeFile(pidFile, JSON.stringify(recordOf(service.pid)));

  const isOver = new AbortController();
  try {
    const isReady = becomePrimary({ port, log, isOver: isOver.signal });
    await Promise.race([isReady, failOnExit(service, logFile), failOnStop(stop)]);
  } catch (error) {
    await service.stop({ graceMs: 0 });
    throw error;
  } finally {
    isOver.abort();
  }
  return {
    uri: `mongodb://127.0.0.1:${port}/?replicaSet=${NAME}`,
    pid: service.pid,
    exited: service.exited,
    logFile,
    stop: async () => {
      await shutDown(port);
      await service.stop({ graceMs: 15_000, signal: null });
      await rm(pidFile, { force: true });
    },
  };
}

/**
 * Each test file drops its database, of some 150 files: they are closed when nobody can look back to them any more, by
 * default after five minutes, which is more of them than a process may have open.
 */
const FOR_TESTS = [
  ...['--setParameter', 'enableTestCommands=1'],
  ...['--setParameter', 'minSnapshotHistoryWindowInSeconds=5'],
  ...[
    '--wiredTigerEngineConfigString',
    'file_manager=(close_idle_time=20,close_scan_interval=5,close_handle_minimum=500)',
  ],
];

/** A small cache and oplog: the default takes half of the machine's memory. */
function serverArguments({ dbPath, port, logFile, testCommands }) {
  const parameters = testCommands ? FOR_TESTS : [];
  return [
    ...['--dbpath', dbPath, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', NAME],
    ...[
      '--logpath',
      logFile,
      '--logappend',
      '--quiet',
      '--wiredTigerCacheSizeGB',
      '0.5',
      '--oplogSize',
      '256',
    ],
    ...parameters,
  ];
}

async function becomePrimary({ port, log, isOver }) {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (!isOver.aborted) {
    try {
      if (await withDirectClient(port, (admin) => isPrimary({ admin, port, log }))) return;
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
    if (Date.now() > deadline) throw new Error(`MongoDB did not become primary within ${START_SECONDS} s.`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

async function isPrimary({ admin, port, log }) {
  const hello = await admin.command({ hello: 1 });
  if (!hello.setName) await configure({ admin, port, log });
  return hello.isWritablePrimary === true;
}

/** A client each time: one whose first connection fails stays closed. */
async function withDirectClient(port, work) {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 2000,
  });
  try {
    await client.connect();
    return await work(client.db('admin'));
  } finally {
    await client.close();
  }
}

/**
 * A server without a set name is either new, or kept data whose one member has another address (the port
 * was changed since): the first is initiated, the second told its new address.
 */
async function configure({ admin, port, log }) {
  const host = `127.0.0.1:${port}`;
  const config = await admin.command({ replSetGetConfig: 1 }).then(
    (answer) => answer.config,
    (error) => {
      if (error.codeName === 'NotYetInitialized') return undefined;
      throw error;
    },
  );
  if (!config) {
    log('MongoDB: making the replica set');
    await admin.command({ replSetInitiate: { _id: NAME, members: [{ _id: 0, host }] } });
  } else if (config.members[0].host !== host) {
    log(`MongoDB: the kept data moves from ${config.members[0].host} to ${host}`);
    const members = [{ ...config.members[0], host }];
    await admin.command({
      replSetReconfig: { ...config, version: config.version + 1, members },
      force: true,
    });
  }
}

/** States a starting server passes through, told from mistakes. */
const PASSING = [
  'InterruptedDueToReplStateChange',
  'NotYetInitialized',
  'AlreadyInitialized',
  'NodeNotFound',
];
const isPassing = (error) =>
  error.name.startsWith('MongoNetwork') ||
  error.name === 'MongoServerSelectionError' ||
  PASSING.includes(error.codeName);

function failOnStop(stop) {
  return new Promise((_, reject) => {
    const giveUp = () => reject(new Error('MongoDB was stopped while starting.'));
    if (stop?.aborted) giveUp();
    else stop?.addEventListener('abort', giveUp, { once: true });
  });
}

async function failOnExit(service, logFile) {
  const { code, signal } = await service.exited;
  const lines = (await tailOf(logFile, 8)) || (await tailOf(service.logFile, 8));
  throw new Error(`MongoDB stopped while starting (${signal ?? `exit code ${code}`}).\n${lines}`);
}

/** Asks the server to leave in order; the caller waits for the process, so an answer that never comes is no fault. */
async function shutDown(port) {
  await withDirectClient(port, (admin) => admin.command({ shutdown: 1, force: true, timeoutSecs: 0 })).catch(
    (error) => error, // the connection breaks as the server leaves
  );
}

/** The server of a start that was killed hard may still run and hold the data: it is stopped first. */
async function stopLeftover({ pidFile, log }) {
  const record = await readFile(pidFile, 'utf8').then(JSON.parse, () => undefined); // none, or cut short by a crash
  if (record && (await stopRecorded(record)))
    log('MongoDB: stopped the server that a killed start left behind');
  await rm(pidFile, { force: true });
}

async function keepOldLog(logFile) {
  const isThere = await access(logFile).then(
    () => true,
    () => false,
  );
  if (isThere) await rename(logFile, `${logFile}.old`);
}
