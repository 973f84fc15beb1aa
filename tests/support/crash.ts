import { type Document } from 'mongodb';

import { type Child, startChild } from './child';
import { type World } from './world';

/** What a crashing process is to do, and where it is to die. */
export interface Order {
  /** Where its clock stands. */
  now: string;
  /** Name of the step; null to live to the end. */
  killAt: string | null;
  /** A request to answer as the web does; else it does all work that is due, as workers do. */
  request?: { path: string; headers: Record<string, string>; body: unknown };
}

export interface Run {
  /** Every step it came to, in order. */
  steps: string[];
  killed: boolean;
}

/** Starts the next process while one works, because starting takes longer than working. */
export interface Crashes {
  run(order: Order): Promise<Run>;
}

export function crashesIn(world: World): Crashes {
  let started = 0;
  const start = (): { child: Child; appName: string } => {
    started += 1;
    const appName = `crash-${process.pid}-${started}`;
    const child = startChild('tests/support/crashingProcess.ts', {
      ...process.env,
      DATABASE_URI: `${process.env.DATABASE_URI}&appName=${appName}`,
    });
    return { child, appName };
  };
  let next = start();
  return {
    async run(order) {
      const { child, appName } = next;
      next = start();
      await child.says('ready\n');
      child.process.stdin.write(`${JSON.stringify(order)}\n`);
      const { code, signal, output } = await child.ended;
      const killed = signal === 'SIGKILL';
      if (!killed && code !== 0) throw new Error(`The process ended with ${signal ?? code}:\n${output}`);
      if (killed) await forgetTransactionsOf(world, appName);
      return { steps: [...output.matchAll(/^step (.*)$/gm)].map(([, name]) => name ?? ''), killed };
    },
  };
}

/** MongoDB forgets the open transaction of a process that is gone after a minute. Tests do not wait for that. */
async function forgetTransactionsOf(world: World, appName: string): Promise<void> {
  const { databaseOf } = await import('../../src/platform/store');
  const admin = databaseOf(world.payload).client.db('admin');
  const left = await admin
    .aggregate([
      { $currentOp: { allUsers: true, idleSessions: true } },
      { $match: { appName, lsid: { $exists: true } } },
    ])
    .toArray();
  if (left.length > 0)
    await admin.command({ killSessions: left.map((operation) => ({ id: (operation.lsid as Document).id })) });
}

/** The steps worth dying at: each name once, for the second mail goes the way of the first. */
export const stepsToDieAt = ({ steps }: Run): string[] => [...new Set(steps)];
