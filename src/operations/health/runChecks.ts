import { type Payload } from 'payload';

import { mailTransport } from '@/integrations/mail/provider';
import { stripeProvider } from '@/integrations/stripe/provider';
import { zoomProvider } from '@/integrations/zoom/provider';
import { missingIndexes } from '@/platform/indexes';
import { databaseOf } from '@/platform/store';

import { checkClock } from './checkClock';
import { checkDisk, checkEnvironment, checkZoneData } from './checkSurroundings';
import { checkTemplates } from './checkTemplates';
import { checkBacklog, checkDeadLetters, checkJobs } from './checkWork';
import { checkWorker } from './checkWorker';
import { INSIDE_MS, oneCheck, OUTSIDE_MS } from './oneCheck';
import { type Check, degraded, down, ok, type Verdict } from './verdict';

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

const timed = (name: string, onFailure: 'degraded' | 'down', check: () => Verdict | Promise<Verdict>) =>
  oneCheck({ name, onFailure, limitMs: INSIDE_MS }, check);

const far = (name: string, check: () => Promise<{ ok: boolean; message: string }>) =>
  oneCheck({ name, onFailure: 'degraded', limitMs: OUTSIDE_MS }, provider(check));

/** Every check. `outside` also asks Stripe, Zoom and the mail server, and looks at what changes seldom. */
export async function runChecks(payload: Payload, options: { outside: boolean }): Promise<Check[]> {
  const inside = [
    timed('database', 'down', () => database(payload)),
    timed('indexes', 'down', () => indexes(payload)),
    timed('worker', 'degraded', () => checkWorker(payload)),
    timed('jobs', 'degraded', () => checkJobs(payload)),
    timed('backlog', 'degraded', () => checkBacklog(payload)),
    timed('dead letters', 'degraded', () => checkDeadLetters(payload)),
    timed('clock', 'degraded', () => checkClock(payload)),
  ];
  if (!options.outside) return Promise.all(inside);
  const outside = [
    timed('environment', 'degraded', () => checkEnvironment()),
    timed('disk', 'degraded', () => checkDisk()),
    timed('zone data', 'degraded', () => checkZoneData()),
    far('stripe', () => stripeProvider().check()),
    far('zoom', () => zoomProvider().checkConfiguration()),
    far('mail', () => mailTransport().check()),
  ];
  const others = await Promise.all([...inside, ...outside]);
  // It computes for long without a pause, which would count as the latency of all that wait beside it.
  const templates = { name: 'templates', onFailure: 'degraded', limitMs: OUTSIDE_MS } as const;
  return [...others, await oneCheck(templates, () => checkTemplates(payload))];
}

/** The worst of them. */
export function statusOf(checks: readonly Check[]): Check['state'] {
  if (checks.some((check) => check.state === 'down')) return 'down';
  return checks.some((check) => check.state === 'degraded') ? 'degraded' : 'ok';
}
