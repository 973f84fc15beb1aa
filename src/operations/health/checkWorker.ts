import { type Payload } from 'payload';

import { worldTime } from '@/platform/clock';
import { type JobRun, readJobRuns } from '@/platform/jobRuns';
import { readAlive, WORKER_SILENT_MS } from '@/platform/workers';

import { degraded, ok, type Verdict } from './verdict';

const DAY_MS = 86_400_000;
const minutes = (ms: number): number => Math.max(1, Math.round(ms / 60_000));

/** What a worker was at, by its own note, when it fell silent. */
const inHand = (runs: readonly JobRun[], worker: string): string[] =>
  runs
    .filter(({ running }) => Object.values(running ?? {}).some((note) => note.worker === worker))
    .map(({ _id }) => _id);

/**
 * Whether a worker lives. One that fell silent in the middle of a long run is told apart from one that is gone: it may
 * be at it still, too busy to beat.
 */
export async function checkWorker(payload: Payload): Promise<Verdict> {
  const alive = await readAlive(payload, WORKER_SILENT_MS);
  if (alive.length > 0) return ok(`${alive.length} alive`);
  const [silent, runs] = await Promise.all([readAlive(payload, DAY_MS), readJobRuns(payload)]);
  const at = worldTime().getTime();
  const busy = silent.flatMap(({ _id, at: beat }) => {
    const jobs = inHand(runs, _id).join(', ');
    const since = `${minutes(at - beat.getTime())} min ago`;
    return jobs ? [`${_id} was last heard of ${since}, in the middle of ${jobs}`] : [];
  });
  return degraded(['no worker has been heard of for a minute', ...busy].join('; '));
}
