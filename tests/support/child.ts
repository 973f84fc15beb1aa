import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { childFile } from '../../scripts/lib/bundle/children.mjs';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  output: string;
}

export interface Child {
  process: ChildProcessWithoutNullStreams;
  /** Everything printed so far, errors included. */
  output(): string;
  /** Resolves when the output contains the words; rejects when the process ends without them. */
  says(words: string): Promise<void>;
  ended: Promise<Ended>;
}

const running = new Set<ChildProcessWithoutNullStreams>();

/** A file is run bundled where `npm test` has bundled it; else from its source, big packages from their bundle. */
function argumentsFor(file: string): string[] {
  const folder = process.env.CHILD_PROGRAMS;
  if (folder) return [join(folder, childFile(file))];
  return ['--import', 'tsx', '--import', './scripts/lib/bundle/register.mjs', file];
}

/** Runs a TypeScript file in a process of its own, as the product's own processes are run. */
export function startChild(file: string, env: NodeJS.ProcessEnv = process.env): Child {
  const child = spawn(process.execPath, argumentsFor(file), { env: { ...env, NODE_OPTIONS: '' } });
  running.add(child);
  let output = '';
  let listeners: (() => void)[] = [];
  const hear = (chunk: Buffer): void => {
    output += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal, output });
    });
  });
  const says = (words: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const listen = (): void => {
        if (!output.includes(words)) return;
        listeners = listeners.filter((other) => other !== listen);
        resolve();
      };
      listeners.push(listen);
      listen();
      void ended.then(({ code, signal }) =>
        reject(new Error(`It ended (${signal ?? code}) without saying "${words}":\n${output}`)),
      );
    });
  return { process: child, output: () => output, says, ended };
}

/** For afterAll: leaves nothing running when a test fails half way. */
export async function stopChildren(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      const closed = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      return closed;
    }),
  );
}
