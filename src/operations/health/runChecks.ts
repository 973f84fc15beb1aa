import { type Payload } from 'payload';

import { mailTransport } from '@/integrations/mail/provider';
import { stripeProvider } from '@/integrations/stripe/provider';
import { zoomProvider } from '@/integrations/zoom/provider';
import { missingIndexes } from '@/platform/indexes';
import { databaseOf } from '@/platform/store';

import { checkDisk, checkEnvironment, checkZoneData } from './checkSurroundings';
import { checkTemplates } from './checkTemplates';
import { checkBacklog, checkDeadLetters, checkJobs, checkWorker } from './checkWork';
import { type Check, degraded, down, ok, type Verdict } from './verdict';

/** A check that throws has found what it says. */
async function timed(
  name: string,
  onFailure: 'degraded' | 'down',
  check: () => Verdict | Promise<Verdict>,
): Promise<Check> {
  const started = performance.now();
  const verdict = await Promise.resolve()
    .then(check)
    .catch((error: unknown): Verdict => ({
      state: onFailure,
      message: error instanceof Error ? error.message : String(error),
    }));
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

const provider = (check: () => Promise<{ ok: boolean; message: string }>) => async (): Promise<Verdict> => {
  const answer = await check();
  return answer.ok ? ok(answer.message) : degraded(answer.message);
};

/** Every check. `outside` also asks Stripe, Zoom and the mail server, and looks at what changes seldom. */
export async function runChecks(payload: Payload, options: { outside: boolean }): Promise<Check[]> {
  const inside = [
    timed('database', 'down', () => database(payload)),
    timed('indexes', 'down', () => indexes(payload)),
    timed('worker', 'degraded', () => checkWorker(payload)),
    timed('jobs', 'degraded', () => checkJobs(payload)),
    timed('backlog', 'degraded', () => checkBacklog(payload)),
    timed('dead letters', 'degraded', () => checkDeadLetters(payload)),
  ];
  if (!options.outside) return Promise.all(inside);
  const outside = [
    timed('environment', 'degraded', () => checkEnvironment()),
    timed('disk', 'degraded', () => checkDisk()),
    timed('zone data', 'degraded', () => checkZoneData()),
    timed('templates', 'degraded', () => checkTemplates(payload)),
    timed(
      'stripe',
      'degraded',
      provider(() => stripeProvider().check()),
    ),
    timed(
      'zoom',
      'degraded',
      provider(() => zoomProvider().checkConfiguration()),
    ),
    timed(
      'mail',
      'degraded',
      provider(() => mailTransport().check()),
    ),
  ];
  return Promise.all([...inside, ...outside]);
}

/** The worst of them. */
export function statusOf(checks: readonly Check[]): Check['state'] {
  if (checks.some((check) => check.state === 'down')) return 'down';
  return checks.some((check) => check.state === 'degraded') ? 'degraded' : 'ok';
}
