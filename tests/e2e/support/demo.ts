import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { childEnv } from '../../../scripts/lib/demo/settings.mjs';
import { builtProgram } from '../../../scripts/lib/bundle/programs.mjs';
import { createProgress } from '../../../scripts/lib/progress.mjs';
import { runToEnd } from '../../../scripts/lib/run.mjs';
import { createContext } from '../../../scripts/lib/test/context.mjs';

interface Ready {
  urls: { web: string; admin: string; inbox: string; stripe: string; zoom: string };
  dataDir: string;
  /** The product's environment: what a script needs to work on the same database. */
  env: Record<string, string>;
}

export interface Demo extends Ready {
  /** Runs a script of the project on the demo's database, as production runs it. */
  script(name: string, ...args: string[]): Promise<{ code: number; output: string }>;
  close(): Promise<void>;
}

const root = resolve(import.meta.dirname, '../../..');

/**
 * The whole product, as `npm run demo` runs it. `npm test` starts one for all files and names its ready file in
 * E2E_READY_FILE, as can anybody who has one running; else one is started here, on free ports and data of its own.
 */
export async function openDemo(): Promise<Demo> {
  const given = process.env.E2E_READY_FILE;
  const own = given
    ? undefined
    : createContext({ root, progress: createProgress(), stop: new AbortController().signal });
  const ready = JSON.parse(await readFile(given ?? (await own?.product()) ?? '', 'utf8')) as Ready;
  return {
    ...ready,
    script: (name, ...args) =>
      runToEnd({
        ...builtProgram(root, name, ...args),
        cwd: root,
        env: childEnv(ready.env),
        timeoutMs: 90_000,
      }),
    close: async () => own?.close(),
  };
}
