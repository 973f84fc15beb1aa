import { type Payload } from 'payload';

import { mailTransport } from '@/integrations/mail/provider';
import { stripeProvider } from '@/integrations/stripe/provider';
import { zoomProvider } from '@/integrations/zoom/provider';
import { missingIndexes } from '@/platform/indexes';
import { databaseOf, nativeCollection } from '@/platform/store';
import { workersAlive } from '@/platform/workers';

import { readJobs } from '../jobs/readJobs';

export interface Check {
  name: string;
  state: 'ok' | 'degraded' | 'down';
  message: string;
  latencyMs: number;
}

type Verdict = Pick<Check, 'state' | 'message'>;

const ok = (message: string): Verdict => ({ state: 'ok', message });
const degraded = (message: string): Verdict => ({ state: 'degraded', message });
const down = (message: string): Verdict => ({ state: 'down', message });

async function timed(name: string, onFailure: 'degraded' | 'down', check: () => Promise<Verdict>): Promise<Check> {
  const started = performance.now();
  const verdict = await check().catch((error: unknown): Verdict => ({ state: onFailure, message: error instanceof Error ? error.message : String(error) }));
  return { name, ...verdict, latencyMs: Math.round(performance.now() - started) };
}

async function database(payload: Payload): Promise<Verdict> {
  const hello = await databaseOf(payload).command({ hello: 1 });
  return hello.setName ? ok(`replica set ${hello.setName}`) : down('not a replica set');
}

async function indexes(payload: Payload): Promise<Verdict> {
  const missing = await missingIndexes(payload);
  return missing.length === 0 ? ok('all there') : down(`missing: ${missing.join('; ')}`);
}

/** A worker beats every 10 s. */
const WORKER_SILENT_MS = 60_000;

async function worker(payload: Payload): Promise<Verdict> {
  const alive = await workersAlive(payload, WORKER_SILENT_MS);
  return alive > 0 ? ok(`${alive} alive`) : degraded('no worker has been heard of for a minute');
}

/** A job is late when nobody has come to it for so long after its time. */
const JOB_LATE_MS = 5 * 60_000;

async function jobs(payload: Payload): Promise<Verdict> {
  const states = await readJobs(payload);
  const late = states.filter(({ lagMs }) => lagMs > JOB_LATE_MS).map(({ name, lagMs }) => `${name} is ${Math.round(lagMs / 60_000)} min late`);
  const failed = states.filter(({ lastOk }) => lastOk === false).map(({ name, error }) => `${name} failed: ${error}`);
  const problems = [...late, ...failed];
  return problems.length === 0 ? ok(`${states.length} on time`) : degraded(problems.join('; '));
}

async function deadLetters(payload: Payload): Promise<Verdict> {
  const counts = await Promise.all([
    nativeCollection(payload, 'inbox-events').countDocuments({ state: 'failed' }),
    nativeCollection(payload, 'outbox').countDocuments({ state: 'dead' }),
    nativeCollection(payload, 'messages').countDocuments({ state: { $in: ['failed', 'parked'] } }),
  ]);
  const [inbox, outbox, messages] = counts;
  return counts.every((count) => count === 0) ? ok('none') : degraded(`${inbox} webhooks, ${outbox} effects, ${messages} messages wait for staff`);
}

const provider = (check: () => Promise<{ ok: boolean; message: string }>) => async (): Promise<Verdict> => {
  const answer = await check();
  return answer.ok ? ok(answer.message) : degraded(answer.message);
};

/** The checks that exist so far. `outside` also asks Stripe, Zoom and the mail server. */
export async function runChecks(payload: Payload, options: { outside: boolean }): Promise<Check[]> {
  const inside = [
    timed('database', 'down', () => database(payload)),
    timed('indexes', 'down', () => indexes(payload)),
    timed('worker', 'degraded', () => worker(payload)),
    timed('jobs', 'degraded', () => jobs(payload)),
    timed('dead letters', 'degraded', () => deadLetters(payload)),
  ];
  const outside = [
    timed('stripe', 'degraded', provider(() => stripeProvider().check())),
    timed('zoom', 'degraded', provider(() => zoomProvider().checkConfiguration())),
    timed('mail', 'degraded', provider(() => mailTransport().check())),
  ];
  return Promise.all(options.outside ? [...inside, ...outside] : inside);
}

/** The worst of them. */
export function statusOf(checks: readonly Check[]): Check['state'] {
  if (checks.some((check) => check.state === 'down')) return 'down';
  return checks.some((check) => check.state === 'degraded') ? 'degraded' : 'ok';
}
