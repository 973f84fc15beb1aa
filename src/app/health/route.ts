import { timingSafeEqual } from 'node:crypto';
import config from '@payload-config';
import { getPayload, type Payload } from 'payload';

import { runChecks, statusOf } from '@/operations/health/runChecks';
import { type Check } from '@/operations/health/verdict';
import { isDraining } from '@/platform/draining';
import { env } from '@/platform/env';
import { logger } from '@/platform/logger';
import packageJson from '../../../package.json';

const { version } = packageJson;

/** Anyone may ask; the database is asked at most this often. */
const KEEP_MS = 5000;
/** Those who ask while it is asked wait for the same answer. */
let asking: Promise<Check[]> | undefined;
let kept: { checks: Check[]; until: number } | undefined;

/**
 * Public: whether we serve; `draining` when this process is about to end. With `?verbose`, for staff or a monitor's
 * token: each check.
 */
export async function GET(request: Request): Promise<Response> {
  // Whoever sends requests here sends them elsewhere from now on.
  if (isDraining()) return answer('draining');
  const payload = await getPayload({ config }).catch((error: unknown) => {
    logger.error({ err: error }, 'the product cannot start');
    return null;
  });
  if (!payload) return answer('down');
  const verbose = new URL(request.url).searchParams.has('verbose');
  if (!verbose || !(await mayLookInside(request, payload)))
    return answer(statusOf(await insideChecks(payload)));
  const checks = await runChecks(payload, { outside: true });
  return answer(statusOf(checks), checks);
}

function answer(status: Check['state'] | 'draining', checks?: Check[]): Response {
  const body = { status, version, ...(checks ? { checks } : {}) };
  return Response.json(body, {
    status: status === 'down' || status === 'draining' ? 503 : 200,
    headers: { 'Cache-Control': 'no-store' },
  });
}

async function insideChecks(payload: Payload): Promise<Check[]> {
  if (kept && kept.until > performance.now()) return kept.checks;
  asking ??= runChecks(payload, { outside: false }).finally(() => (asking = undefined));
  const checks = await asking;
  kept = { checks, until: performance.now() + KEEP_MS };
  return checks;
}

function isToken(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function mayLookInside(request: Request, payload: Payload): Promise<boolean> {
  const token = env().HEALTH_TOKEN;
  if (token && isToken(request.headers.get('authorization') ?? '', `Bearer ${token}`)) return true;
  const { user } = await payload.auth({ headers: request.headers });
  return user?.collection === 'staff';
}
