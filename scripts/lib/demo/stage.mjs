import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseUri, openMongo } from '../mongod.mjs';
import { assertPortsFree } from '../ports.mjs';
import { runToEnd } from '../run.mjs';
import { demoSecrets, openDataFolder, removeRecord, writeEnvFile, writeRecord } from './dataFolder.mjs';
import { createLifetime } from './lifetime.mjs';
import { typescript } from '../bundle/programs.mjs';
import { childEnv, productEnv } from './settings.mjs';
import { createSupervisor } from './supervisor.mjs';

/**
 * What the product stands on when it runs on this machine, for `npm run demo` and `npm run dev`: a data folder of its
 * own, MongoDB, the demo's people, and programs that end together.
 * @param {{name: string, settings: ReturnType<typeof import('./settings.mjs').demoSettings>,
 *   progress: ReturnType<typeof import('../progress.mjs').createProgress>}} input `name` of the command
 */
export function createStage({ name, settings, progress }) {
  const { root, dataDir, ports } = settings;
  let supervisor;
  let mongo;

  const lifetime = createLifetime({
    name,
    progress,
    async stop({ now }) {
      await supervisor?.stopAll({ now });
      if (now) return;
      const opened = await mongo?.catch(() => undefined); // a start that failed has cleaned up after itself
      await opened?.stop();
      if (supervisor) await removeRecord(dataDir);
    },
  });

  async function openDatabase() {
    mongo = openMongo({
      dbPath: join(dataDir, 'mongo'),
      port: ports.MONGO_PORT,
      log: progress.line,
      stop: lifetime.signal,
    });
    const opened = await progress.during('MongoDB', () => mongo);
    progress.line(`MongoDB: ${opened.how}`);
    if (opened.exited) supervisor.watch({ name: 'mongo', ...opened });
  }

  async function seed(env) {
    const { code, output } = await runToEnd({
      ...typescript(join(root, 'scripts', 'seed.ts'), '--demo'),
      cwd: root,
      env,
      stop: lifetime.signal,
    });
    await writeFile(join(dataDir, 'logs', 'seed.log'), output);
    if (code !== 0)
      throw new Error(`The seed failed:\n${output.trimEnd().split('\n').slice(-20).join('\n')}`);
  }

  return {
    signal: lifetime.signal,
    run: lifetime.run,

    /**
     * Takes the data folder and looks at the ports: nothing is started when something else is there.
     * @returns {Promise<{product: Record<string, string>, env: object}>} the product's environment, alone and with this
     *   shell's
     */
    async prepare({ reset }) {
      if (reset && !settings.ownDatabase)
        throw new Error(
          'DATABASE_URI names a database of yours: empty it yourself, then start without --reset.',
        );
      await openDataFolder({ name, dataDir, reset, line: progress.line });
      await assertPortsFree(settings.portsNeeded, `npm run ${name}`);
      supervisor = createSupervisor({
        logDir: join(dataDir, 'logs'),
        cwd: root,
        onStarted: (pids) => writeRecord(dataDir, pids),
        onFailure: lifetime.fail,
      });
      const secrets = await demoSecrets(dataDir);
      // The address the database will have: what does not wait for it (a build) is given the same.
      const soon =
        process.env.DATABASE_URI ??
        databaseUri(`mongodb://127.0.0.1:${ports.MONGO_PORT}/?replicaSet=rs0`, 'insight-serenity');
      const product = productEnv({ settings, secrets, databaseUri: soon });
      await writeEnvFile(dataDir, product);
      return { product, env: childEnv(product) };
    },

    /** Starts MongoDB, or takes the one DATABASE_URI names, and puts the demo's people into it. */
    async openSeeded(env) {
      await openDatabase();
      await progress.during('seed', () => seed(env));
    },

    /** Starts programs beside each other, and returns when all of them answer. */
    startAll: (services, env) =>
      Promise.all(
        services.map((service) => supervisor.start({ ...service, env: { ...env, ...service.env } })),
      ),

    pids: () => supervisor.pids(),
  };
}
