import { join } from 'node:path';
import { isAnswering } from '../ports.mjs';
import { startService, tailOf } from '../run.mjs';

const UP_SECONDS = 60;

/**
 * Keeps a set of programs together: when one ends by itself, the others are ended too.
 * @param {{logDir: string, cwd: string, onStarted: (pids: number[]) => void, onFailure: (error: Error) => void}} input
 */
export function createSupervisor({ logDir, cwd, onStarted, onFailure }) {
  const services = [];
  const starting = new Set();
  let isStopping = false;

  const watch = (service) => {
    services.push(service);
    onStarted(services.map(({ pid }) => pid));
    void service.exited.then(async ({ code, signal }) => {
      if (isStopping) return;
      const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
      const tail = (await tailOf(service.logFile)) || '(it wrote nothing)';
      onFailure(new Error(`${service.name} ${how}. Its last lines (${service.logFile}):\n${tail}`));
    });
  };

  return {
    watch,
    pids: () => Object.fromEntries(services.map(({ name, pid }) => [name, pid])),

    /** Starts a program and returns when its port, if it has one, answers. */
    async start({ name, command, args, env, port }) {
      if (isStopping) return;
      const spawning = startService({ name, command, args, env, cwd, logFile: join(logDir, `${name}.log`) });
      starting.add(spawning);
      const service = await spawning.finally(() => starting.delete(spawning));
      watch(service);
      if (port) await untilAnswering({ port, service, isStopped: () => isStopping });
    },

    /** Ends all: last started first, so that nothing loses what it leans on; all at once and hard on `now`. */
    async stopAll({ now = false } = {}) {
      isStopping = true;
      await Promise.allSettled(starting);
      const graceMs = now ? 0 : 10_000;
      if (now) await Promise.all(services.map((service) => service.stop({ graceMs })));
      else
        for (const group of inStopOrder(services))
          await Promise.all(group.map((service) => service.stop({ graceMs })));
    },
  };
}

/** The product, then what it calls, then the database it writes to until its end. */
function inStopOrder(services) {
  const product = services.filter(({ name }) => ['web', 'worker'].includes(name));
  const database = services.filter(({ name }) => name === 'mongo');
  const others = services.filter((service) => !product.includes(service) && !database.includes(service));
  return [product, others, database];
}

async function untilAnswering({ port, service, isStopped }) {
  const deadline = Date.now() + UP_SECONDS * 1000;
  let hasEnded = false;
  void service.exited.then(() => (hasEnded = true));
  while (!isStopped() && !hasEnded && !(await isAnswering(port))) {
    if (Date.now() > deadline)
      throw new Error(
        `${service.name} does not answer on port ${port} after ${UP_SECONDS} s. See ${service.logFile}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
