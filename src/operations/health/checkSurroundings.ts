import { statfs } from 'node:fs/promises';

import { parseEnv } from '@/platform/env';
import { runtime, zoneDataProblem } from '@/platform/zoneData';

import { degraded, ok, type Verdict } from './verdict';

/** Below this share of free space logs and uploads are about to fail. */
const FREE_SHARE = 0.1;

/** The disk this process stands on. Not the database's, which may be elsewhere. */
export async function checkDisk(folder = process.cwd()): Promise<Verdict> {
  const { bavail, blocks, bsize } = await statfs(folder);
  const share = blocks === 0 ? 1 : bavail / blocks;
  const words = `${Math.round(share * 100)} % free (${((bavail * bsize) / 1024 ** 3).toFixed(1)} GiB)`;
  return share < FREE_SHARE ? degraded(words) : ok(words);
}

/**
 * Whether the environment is complete, as at the start.
 * @throws Error that names what is missing; a value is never repeated
 */
export function checkEnvironment(source: Record<string, string | undefined> = process.env): Verdict {
  const { CLOCK, SERVER_URL, HEALTH_TOKEN } = parseEnv(source);
  const remarks = [
    ...(CLOCK === 'adjustable' ? ['the clock can be moved'] : []),
    ...(SERVER_URL.startsWith('https://') ? [] : ['no TLS']),
    ...(HEALTH_TOKEN ? [] : ['no HEALTH_TOKEN']),
  ];
  return ok(['complete', ...remarks].join(', '));
}

/** Whether the time zones' rules are of this time. By the machine's clock: the demo moves its own. */
export function checkZoneData(at = new Date(), { node, zoneData } = runtime()): Verdict {
  const problem = zoneDataProblem(zoneData, at);
  return problem ? degraded(problem) : ok(`${zoneData}, of Node ${node}`);
}
