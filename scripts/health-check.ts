/** npm run health-check: every check with its state; exit 0 when ok, 1 when degraded, 2 when down. Changes nothing. */
import { getPayload } from 'payload';

import config from '../payload.config';
import { checkWeb } from '../src/operations/health/checkWeb';
import { oneCheck, OUTSIDE_MS } from '../src/operations/health/oneCheck';
import { runChecks, statusOf } from '../src/operations/health/runChecks';
import { type Check } from '../src/operations/health/verdict';
import { readClock } from '../src/platform/databaseClock';
import { env } from '../src/platform/env';

async function check(): Promise<Check[]> {
  try {
    // Without the start-up: it would build the indexes whose absence is to be told.
    const payload = await getPayload({ config, disableOnInit: true });
    await readClock(payload);
    const checks = await runChecks(payload, { outside: true });
    await payload.destroy();
    return checks;
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return [{ name: 'start', state: 'down', message, latencyMs: 0 }];
  }
}

/** The web that runs, whatever this process finds. */
const web = (): Promise<Check> =>
  oneCheck({ name: 'web', onFailure: 'down', limitMs: OUTSIDE_MS }, () => checkWeb(env().SERVER_URL));

const checks = [await web(), ...(await check())];
const width = Math.max(...checks.map(({ name }) => name.length));
for (const { name, state, message, latencyMs } of checks)
  console.log(`${state.padEnd(9)} ${name.padEnd(width)}  ${message} (${latencyMs} ms)`);
const status = statusOf(checks);
console.log(`\nAltogether: ${status}`);
process.exit({ ok: 0, degraded: 1, down: 2 }[status]);
